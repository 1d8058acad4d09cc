export default function DataView() {
  return <p>…</p>;
}
