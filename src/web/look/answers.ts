import type { Reading } from './reading.ts';

/** What a network would answer after each row, from its probabilities. */
export interface Answers {
  classes: number;
  /** [row · class]; one row for a network that sees the whole image. */
  probabilities: Float32Array;
  /** The likeliest class after each row. */
  labels: number[];
  /** The first row from which the answer stays. */
  decidedAt: number;
}

export function answersOf(activations: Reading['activations']): Answers {
  const found = activations.get('head.probabilities');
  if (found === undefined) {
    return { classes: 10, probabilities: new Float32Array(0), labels: [], decidedAt: 0 };
  }
  const classes = found.shape.at(-1) ?? 0;
  const { values: probabilities } = found;
  const labels = Array.from({ length: probabilities.length / classes }, (_, row) =>
    likeliest(probabilities.subarray(row * classes, (row + 1) * classes)),
  );
  const last = labels.at(-1);
  return {
    ...{ classes, probabilities, labels },
    decidedAt: labels.findLastIndex((label) => label !== last) + 1,
  };
}

function likeliest(probabilities: Float32Array): number {
  let best = 0;
  probabilities.forEach((value, label) => {
    if (value > probabilities[best]!) best = label;
  });
  return best;
}

/** The answer after one row. */
export function answerAt({ classes, probabilities, labels }: Answers, row: number) {
  const at = Math.min(row, labels.length - 1);
  const ofRow = probabilities.subarray(at * classes, (at + 1) * classes);
  const label = labels[at] ?? 0;
  return { label, probability: ofRow[label] ?? 0, probabilities: ofRow };
}
