import type { EvaluationResult, OptimizerState } from '../engines/engine.ts';
import type { SplitName } from '../data/split.ts';
import type { BestEvaluation } from './bestEvaluations.ts';

/** All that is needed to go on bit for bit on the same engine. */
export interface ResumePoint extends OptimizerState {
  /** Steps done. */
  step: number;
  parameters: Float32Array;
  /** Batch losses since the last curve point, so that a resumed curve is the same too. */
  lossSum: number;
  lossCount: number;
  /** Null before the first evaluation, and where the run neither keeps the best nor is patient. */
  best: BestEvaluation | null;
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

/** What a run ends with: the weights after its last step, or the best on validation. */
export interface Outcome {
  /** The steps that had been done when the weights were so. */
  step: number;
  parameters: Float32Array;
  /** Measured with these weights. */
  test: EvaluationResult;
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
    /** `parameters` are those after the last step, whichever are kept. */
    | (Evaluated & {
        last: true;
        parameters: Float32Array;
        resume: ResumePoint;
        outcome: Outcome;
      })
  );
