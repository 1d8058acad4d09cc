import type { SplitName } from '../../data/split.ts';

/** Whose results are asked for; nothing means MNIST and seed 1. */
export interface ResultRequest {
  dataset?: string | null | undefined;
  seeds?: readonly number[] | null | undefined;
}

export interface SummaryTableRequest extends ResultRequest {
  /** Which GRUs; those that reset after the product where not given. */
  resetAfter?: boolean | null | undefined;
}

export const metricNames = ['ACCURACY', 'CROSS_ENTROPY'] as const;
export type MetricName = (typeof metricNames)[number];

/** Nothing means the accuracy on the test split. */
export interface CurveRequest {
  split?: SplitName | null | undefined;
  metric?: MetricName | null | undefined;
  maxPoints?: number | null | undefined;
}

export interface LearningCurvesRequest extends CurveRequest {
  /** Global ids of runs, or slugs of the models that they made. */
  runs: readonly string[];
}
