import type { QuestionedService } from './service.ts';

/** How one model decided about one test image. */
export interface Decided {
  index: number;
  label: number;
  step: number;
  correct: boolean;
  /** What it would have answered after each step, and how sure it was. */
  labels: number[];
  confidences: number[];
}

interface TraceAnswer {
  image: { index: number; label: number };
  decision: { step: number; correct: boolean };
  predictions: { label: number; confidence: number }[];
}

/** As many traces as a query may ask for. */
const AT_ONCE = 20;

/** The decisions of a model about the first `count` test images. */
export async function surveyDecisions(
  service: QuestionedService,
  model: string,
  count: number,
): Promise<Decided[]> {
  const found: Decided[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - from);
    const images = Array.from({ length }, (_, n) => `{ example: { index: ${from + n} } }`);
    const { traces } = await service.ask<{ traces: TraceAnswer[] }>(`{
      traces(images: [${images.join()}], models: ["${model}"]) {
        image { index label }
        decision { step correct }
        predictions { label confidence }
      }
    }`);
    found.push(...traces.map(decided));
  }
  return found;
}

function decided({ image, decision, predictions }: TraceAnswer): Decided {
  return {
    ...image,
    ...decision,
    labels: predictions.map(({ label }) => label),
    confidences: predictions.map(({ confidence }) => confidence),
  };
}

/** Images worth looking at, each found by what makes it so. */
export interface TellingImages {
  /** A 5 that is read right in the end and called 7 or 0 for longest just before. */
  five: Decided;
  /** Read right, but only at the last step, and until then most surely wrong. */
  late: Decided;
  /** Read right until the last step but one, and most surely wrong in the end. */
  lost: Decided;
  /** Most surely misread. */
  misread: Decided;
}

export function tellingImages(survey: readonly Decided[]): TellingImages {
  const last = (one: Decided) => one.labels.length - 1;
  const sure = (one: Decided, step: number) => one.confidences[step] as number;
  const wrong = survey.filter(({ correct }) => !correct);
  return {
    five: greatest(
      survey.filter(({ label, correct }) => label === 5 && correct),
      calledSevenOrZero,
    ),
    late: greatest(
      survey.filter((one) => one.correct && one.step === last(one)),
      (one) => sure(one, last(one) - 1),
    ),
    lost: greatest(
      wrong.filter((one) => one.labels[last(one) - 1] === one.label),
      (one) => sure(one, last(one)),
    ),
    misread: greatest(wrong, (one) => sure(one, last(one))),
  };
}

/** Steps directly before the decision at which the answer was 7 or 0. */
function calledSevenOrZero({ labels, step }: Decided): number {
  const before = labels.slice(0, step).reverse();
  const other = before.findIndex((label) => label !== 7 && label !== 0);
  return other === -1 ? before.length : other;
}

function greatest(found: readonly Decided[], by: (one: Decided) => number): Decided {
  const [first, ...others] = found;
  if (first === undefined) throw new Error('no such image among those surveyed');
  return others.reduce((best, one) => (by(one) > by(best) ? one : best), first);
}
