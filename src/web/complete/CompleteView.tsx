export default function CompleteView() {
  return <p>…</p>;
}
