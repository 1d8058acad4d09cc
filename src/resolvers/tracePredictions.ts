import { shortestDecimal, shortestDecimals } from '../formats/shortestDecimal.ts';
import { stepPredictions, type StepPrediction } from '../inspection/predictions.ts';
import type { StepPrediction as PredictionAnswer } from '../schema/trace.ts';
import type { ImageTrace } from './imageTrace.ts';

/** The answer at every step of the image. */
export async function tracePredictions(trace: ImageTrace): Promise<StepPrediction[]> {
  return stepPredictions(await trace.activation('head.probabilities'));
}

/** As JSON gives it: each float32 as its shortest decimal. */
export function withShortestDecimals(prediction: StepPrediction): PredictionAnswer {
  const { step, label, probabilities, confidence } = prediction;
  return {
    step,
    label,
    probabilities: shortestDecimals(probabilities),
    confidence: shortestDecimal(confidence),
  };
}
