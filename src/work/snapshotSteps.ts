import { mostSnapshots, type RunRecord } from '../store/records.ts';

/** What decides the steps of a run's snapshots. */
interface Course {
  totalSteps: number;
  /** Steps between two evaluations; there is always one at the end. */
  evaluationInterval: number;
}

/** Each stretch ends in one snapshot; the initial weights are one more. */
const STRETCHES = mostSnapshots - 1;

/**
 * Whether the weights after `step` steps are to be kept: the initial ones, those of the last step,
 * and between them at each evaluation or, where there are too many, at the first one in each of
 * equal stretches of the run. Those at which a run is stopped early are kept as well; they are not
 * one too many, as the stretches behind them have none.
 */
export function snapshotDue(step: number, { totalSteps, evaluationInterval }: Course): boolean {
  if (step === 0 || step === totalSteps) return true;
  if (step % evaluationInterval !== 0) return false;
  const stretch = (steps: number) => Math.floor((STRETCHES * steps) / totalSteps);
  return stretch(step) > stretch(step - evaluationInterval);
}

/** `snapshotDue` for the steps of a run. */
export function snapshotDueIn({ totalSteps, options }: RunRecord): (step: number) => boolean {
  const { evaluationInterval } = options;
  return (step) => snapshotDue(step, { totalSteps, evaluationInterval });
}
