import { shortestDecimal, shortestDecimals } from '../../formats/shortestDecimal.ts';
import { isRecurrent } from '../../networks/recipe.ts';
import { stepPredictions, type StepPrediction } from '../../inspection/predictions.ts';
import { checkClassifier } from '../../inspection/classifier.ts';
import { entropy } from '../../inspection/entropy.ts';
import type { ImageTrace } from './imageTrace.ts';

/**
 * The answer at every step of the image; a network that sees all of it at once gives one, when it has
 * the last row.
 *
 * @throws GatescopeError NOT_A_CLASSIFIER
 */
export async function tracePredictions(trace: ImageTrace): Promise<StepPrediction[]> {
  checkClassifier(trace.subject, 'predictions');
  const firstStep = isRecurrent(trace.subject.network) ? 0 : trace.steps - 1;
  return stepPredictions(await trace.activation('head.probabilities'), firstStep);
}

/** A prediction as numbers of JSON: each float32 as its shortest decimal. */
export interface PredictionAnswer {
  step: number;
  label: number;
  probabilities: number[];
  confidence: number;
  /** In nats. */
  entropy: number;
  /** Null where the true label is not known. */
  correct: boolean | null;
}

export async function predictionAnswers(trace: ImageTrace): Promise<PredictionAnswer[]> {
  const trueLabel = trace.image.example?.label ?? null;
  const predictions = await tracePredictions(trace);
  return predictions.map((prediction) => predictionAnswer(prediction, trueLabel));
}

/** @param trueLabel null where it is not known */
export function predictionAnswer(
  { step, label, probabilities, confidence }: StepPrediction,
  trueLabel: number | null,
): PredictionAnswer {
  return {
    step,
    label,
    probabilities: shortestDecimals(probabilities),
    confidence: shortestDecimal(confidence),
    entropy: shortestDecimal(entropy(probabilities)),
    correct: trueLabel === null ? null : label === trueLabel,
  };
}
