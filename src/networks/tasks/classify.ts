import type { TaskKind } from './task.ts';

/** The class of the image, once all of it is read: softmax cross-entropy with the label. */
export const classify: TaskKind = {
  description:
    'Predicts the class of an image after reading all of it. The loss is the softmax cross-entropy.',
  scans: ['ROWS', 'PIXELS', 'PERMUTED_PIXELS'],
  heads: ['RESULTS', 'ASSIGNMENT', 'AFFINE'],
  wantsBinarized: false,
  needsSteps: false,
  answersAt: 'LAST_STEP',
  outputs: ({ classes }) => classes,
  outputAxis: 'class',
  targets: () => 1,
  targetClasses: ({ classes }) => classes,
  probabilities: (ops, logits) => ops.softmax(logits),
  loss(logits, target) {
    const scores = Array.from(logits);
    const greatest = Math.max(...scores);
    const sum = scores.reduce((total, score) => total + Math.exp(score - greatest), 0);
    return Math.log(sum) + greatest - (scores[target] as number);
  },
  equation: (logits) => `p = softmax(${logits})`,
  meanings: {
    logits: "the head's answer if this step were the last, before softmax",
    probabilities:
      'softmax of the logits: what the network would predict if this step were the last',
  },
  metrics: (crossEntropy, accuracy) => [
    {
      name: 'crossEntropy',
      value: crossEntropy,
      unit: 'nats',
      meaning: 'Softmax cross-entropy, mean over the examples.',
    },
    {
      name: 'accuracy',
      value: accuracy,
      unit: '',
      meaning: 'The part of the examples that is classified correctly.',
    },
  ],
};
