import type { Network } from '../networks/recipe.ts';
import type { TrainingOptions } from '../networks/trainingOptions.ts';

/**
 * What goes with the weights of a zoo model: how they were made, where, and how good they are. It
 * stands as JSON in zoo/SLUG.json beside zoo/SLUG.safetensors.
 */
export interface Card {
  /** Of the architecture, and so of the model. */
  slug: string;
  network: Network;
  options: TrainingOptions;
  dataset: { name: string; sha256: string };
  /** Engine, version and device, as `Engine.description` has them. */
  engine: string;
  /** Steps that the options ask for, that were done, and after which the weights were as they are. */
  totalSteps: number;
  step: number;
  keptStep: number;
  startedAt: Date;
  finishedAt: Date;
  curve: readonly CardCurvePoint[];
  /** Of the weights on the whole test split. */
  evaluation: CardEvaluation;
  weights: { bytes: number; sha256: string };
}

export const curveSplits = ['TRAIN', 'VALIDATION', 'TEST'] as const;

export interface CardCurvePoint {
  split: (typeof curveSplits)[number];
  /** Steps done when it was measured. */
  step: number;
  crossEntropy: number;
  /** Null on TRAIN. */
  accuracy: number | null;
}

export interface CardEvaluation {
  split: 'TEST';
  examples: number;
  /** Mean over the examples, in nats. */
  crossEntropy: number;
  accuracy: number;
  /** Wilson's score interval at 95 %. */
  accuracyInterval: readonly [lower: number, upper: number];
  /** [true class][predicted class] */
  confusion: number[][];
}
