import type { EvaluationResult, OptimizerState } from '../engines/engine.ts';
import type { SplitName } from '../data/split.ts';

/** All that is needed to go on bit for bit on the same engine. */
export interface ResumePoint extends OptimizerState {
  /** Steps done. */
  step: number;
  parameters: Float32Array;
  /** Batch losses since the last curve point, so that a resumed curve is the same too. */
  lossSum: number;
  lossCount: number;
}

export interface CurvePoint {
  split: SplitName;
  /** Steps done when it was measured. */
  step: number;
  /** TRAIN: the mean loss of the batches since the last point. Else the mean over the split. */
  crossEntropy: number;
  /** Null on TRAIN. */
  accuracy: number | null;
}

/** What both kinds of `evaluated` events hold. */
interface Evaluated {
  kind: 'evaluated';
  curvePoints: CurvePoint[];
  test: EvaluationResult;
}

/** What a training run tells while it goes on. `step` counts the steps done. */
export type TrainingEvent = { step: number } &
  /** `loss`: the mean of the batches since the event before. */
  (
    | { kind: 'progress'; loss: number; examplesPerSecond: number; secondsLeft: number }
    | { kind: 'checkpoint'; resume: ResumePoint }
    /** `parameters` where the request wants them, `resume` where a checkpoint was due as well. */
    | (Evaluated & { last: false; parameters?: Float32Array; resume?: ResumePoint })
    | (Evaluated & { last: true; parameters: Float32Array; resume: ResumePoint })
  );
