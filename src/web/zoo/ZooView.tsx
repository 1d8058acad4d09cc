export default function ZooView() {
  return <p>…</p>;
}
