import type { TrainingOptions } from '../networks/trainingOptions.ts';

export interface ScheduledSteps {
  /** The number of the first, counted from 0. */
  firstStep: number;
  steps: number;
  /** Steps of the whole run, where the cosine is to reach 0. */
  totalSteps: number;
}

/**
 * Adam's step size in each of these steps, [steps]; above 0 in all. With COSINE that of step t of T is
 * α/2·(1 + cos(π·t/T)) (Loshchilov and Hutter 2017, without restarts).
 */
export function learningRates(
  { learningRate, schedule }: Pick<TrainingOptions, 'learningRate' | 'schedule'>,
  { firstStep, steps, totalSteps }: ScheduledSteps,
): Float64Array {
  const rates = new Float64Array(steps).fill(learningRate);
  if (schedule === 'CONSTANT') return rates;
  // α·cos²(π·t/2T) is the same, and does not cancel to 0 near the end of a very long run; nor may a
  // tiny α underflow to 0.
  return rates.map((rate, n) => {
    const cosine = Math.cos((Math.PI * (firstStep + n)) / (2 * totalSteps));
    return Math.max(rate * cosine * cosine, Number.MIN_VALUE);
  });
}
