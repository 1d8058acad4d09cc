/** The length of a sequence for which the numbers of examples at once are given: MNIST's by rows. */
const USUAL_STEPS = 28;

/** As many examples as hold about as many values as `usual` of 28 steps, so that long ones fit too. */
export function examplesAtOnce(usual: number, { steps }: { steps: number }): number {
  return Math.max(1, Math.min(usual, Math.floor((usual * USUAL_STEPS) / steps)));
}
