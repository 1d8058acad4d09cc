import type { TaskKind } from './task.ts';

/**
 * The next pixel at every step: x_t in, p(x_{t+1} = 1) out, binary cross-entropy. The last step's output
 * has no target, so T steps have T - 1.
 */
export const nextPixel: TaskKind = {
  description:
    'Predicts at every pixel the probability that the next pixel is ink. The loss is the binary cross-entropy, averaged over the pixels.',
  scans: ['PIXELS', 'PERMUTED_PIXELS'],
  heads: ['AFFINE'],
  wantsBinarized: true,
  needsSteps: true,
  answersAt: 'EVERY_STEP',
  outputs: () => 1,
  outputAxis: 'pixel',
  targets: ({ steps }) => steps - 1,
  targetClasses: () => 2,
  probabilities: (ops, logits) => ops.sigmoid(logits),
  loss(logits, target) {
    const x = logits[0] as number;
    return Math.max(x, 0) - x * target + Math.log1p(Math.exp(-Math.abs(x)));
  },
  equation: (logits) => `p(x₊₁ = 1) = σ(${logits})`,
  meanings: {
    logits: 'the logit of the next pixel',
    probabilities: 'the sigmoid of the logit: how likely the next pixel is to be 1',
  },
  metrics: (crossEntropy, accuracy, targets) => [
    {
      name: 'crossEntropy',
      value: crossEntropy,
      unit: 'nats',
      meaning: 'Binary cross-entropy, mean over the pixels that are predicted.',
    },
    {
      name: 'bitsPerDimension',
      value: crossEntropy / Math.LN2,
      unit: 'bits',
      meaning: 'The same in bits: what a pixel costs that is coded by these predictions.',
    },
    {
      name: 'imageCrossEntropy',
      value: crossEntropy * targets,
      unit: 'nats',
      meaning:
        '−log of the probability of a whole image after its first pixel, mean over the images.',
    },
    {
      name: 'accuracy',
      value: accuracy,
      unit: '',
      meaning: 'The part of the pixels of which the likelier value is the true one.',
    },
  ],
};
