import { invalidArgument } from '../../errors.ts';
import { stepPredictions, type StepPrediction } from '../../inspection/predictions.ts';
import type { Context } from '../context.ts';
import { controlLimits } from '../limits/requestLimits.ts';
import type { ImageTrace } from './imageTrace.ts';
import { predictionAnswer, tracePredictions, type PredictionAnswer } from './tracePredictions.ts';

/** As the API's type Control. */
export interface ControlAnswer {
  seed: number;
  untouched: PredictionAnswer;
  changed: PredictionAnswer;
  moved: number;
  movedAsFar: number;
  answers: number[];
  sets: { units: number[][]; prediction: PredictionAnswer; moved: number }[];
}

/**
 * What the changes of a trace do on random units.
 *
 * @param trace one with changes
 * @throws GatescopeError INVALID_ARGUMENT, VALUE_NOT_FINITE, CLIENT_GONE, or as loading weights does
 */
export async function traceControl(
  { traces }: Pick<Context, 'traces'>,
  trace: ImageTrace,
  { count, seed }: { count: number; seed: number },
): Promise<ControlAnswer> {
  if (count < 1 || count > controlLimits.sets) {
    throw invalidArgument('count', `a whole number from 1 to ${controlLimits.sets}`, count);
  }
  const [untouched, changed] = await Promise.all([
    lastPrediction(await traces.untouched(trace)),
    lastPrediction(trace),
  ]);
  const runs = await traces.control(trace, { count, seed });
  const trueLabel = trace.image.example?.label ?? null;
  const answer = (prediction: StepPrediction) => predictionAnswer(prediction, trueLabel);
  const moved = distance(changed, untouched);
  const sets = runs.map(({ units, probabilities }) => {
    const shape = [probabilities.length];
    const tensor = { name: 'head.probabilities', axes: ['class'], shape, values: probabilities };
    const [prediction] = stepPredictions(tensor, untouched.step) as [StepPrediction];
    return { units, prediction: answer(prediction), moved: distance(prediction, untouched) };
  });
  const answers = Array.from(untouched.probabilities, () => 0);
  for (const { prediction } of sets)
    answers[prediction.label] = (answers[prediction.label] ?? 0) + 1;
  return {
    ...{ seed, untouched: answer(untouched), changed: answer(changed), moved, answers, sets },
    movedAsFar: sets.filter((set) => set.moved >= moved).length,
  };
}

async function lastPrediction(trace: ImageTrace): Promise<StepPrediction> {
  return (await tracePredictions(trace)).at(-1) as StepPrediction;
}

/** Half the sum of the differences: the probability that has gone elsewhere, 0 to 1. */
function distance(one: StepPrediction, other: StepPrediction): number {
  return one.probabilities.reduce(
    (sum, value, n) => sum + Math.abs(value - (other.probabilities[n] as number)) / 2,
    0,
  );
}
