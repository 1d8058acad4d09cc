export default function TrainView() {
  return <p>…</p>;
}
