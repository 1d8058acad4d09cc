import type { EngineChoice } from '../engines/engineNames.ts';
import type { CellName, Network } from '../networks/recipe.ts';
import type { TaskName } from '../networks/tasks/task.ts';
import type { TrainingOptions } from '../networks/trainingOptions.ts';

/** What the rest of Gatescope sees of the database: plain records, no Prisma type. */

export const runStatuses = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** A data set as it was when the run was made: the name to show and the hash that decides. */
export interface DatasetReference {
  name: string;
  sha256: string;
}

export interface EvaluationRecord {
  split: 'TRAIN' | 'VALIDATION' | 'TEST';
  examples: number;
  /** Mean over the examples, in nats. */
  crossEntropy: number;
  accuracy: number;
  /** Counts of targets, [true class][predicted class]. */
  confusion: number[][];
  /** The task that it measures; left out where that is to classify. */
  task?: TaskName;
}

/** What is known of a job of any kind. */
export interface JobRecord {
  id: string;
  status: RunStatus;
  /** Of those that wait, the highest goes first, then the oldest. */
  priority: number;
  /** 0 until a worker takes it, then 1, 2, …: every write of a worker carries it. */
  attempt: number;
  /** Attempts in a row, the present one among them, that brought no newer checkpoint. */
  tries: number;
  /** Why it stands still, or why no worker can take it, where that is known. */
  waitingReason: string | null;
  error: { code: string; message: string } | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface RunRecord extends JobRecord {
  /** What the user called it, and so the slug of its model; null lets the store make one. */
  name: string | null;
  /** Slug of the zoo's architecture, or of one made up for a recipe of the user's own. */
  architecture: string;
  network: Network;
  options: TrainingOptions;
  /** Shared by the runs of one request, which differ in their seed alone; null for a run by itself. */
  seriesId: string | null;
  dataset: DatasetReference;
  engineChoice: EngineChoice;
  /** Steps done, 0 to totalSteps; fewer at the end of a run that was stopped early. */
  step: number;
  totalSteps: number;
  /** The step after which the weights were as the model has them; null before there is one. */
  keptStep: number | null;
  /** Description of the engine that trains it, once one does. */
  engine: string | null;
  evaluation: EvaluationRecord | null;
}

/** What makes a run; the rest of it is the store's and the workers'. */
export type NewRun = Pick<
  RunRecord,
  | 'name'
  | 'architecture'
  | 'network'
  | 'options'
  | 'seriesId'
  | 'dataset'
  | 'engineChoice'
  | 'totalSteps'
> &
  Partial<Pick<RunRecord, 'priority'>>;

/** A job's priority is at least the negative of this and at most this. */
export const mostPriority = 100;

/** Runs that wait or are trained at any time; more are refused. */
export const mostUnfinishedRuns = 1000;

export interface CurvePointRecord {
  split: 'TRAIN' | 'VALIDATION' | 'TEST';
  /** Steps done when it was measured. */
  step: number;
  crossEntropy: number;
  /** Null on TRAIN, where only the mean loss of the batches since the last point is known. */
  accuracy: number | null;
}

export interface CheckpointRecord {
  step: number;
  parameters: Float32Array;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
  /** Sum and count of the batch losses since the last curve point, so that a resumed curve is exact. */
  lossSum: number;
  lossCount: number;
  /** The evaluation with the lowest cross-entropy on validation so far, where the run asks for it. */
  best: { step: number; crossEntropy: number; parameters: Float32Array | null } | null;
}

/** Snapshots that a run has at most; which steps they are of is decided in work/snapshotSteps.ts. */
export const mostSnapshots = 25;

/** The weights on the way, kept to be looked into when the run has long ended. */
export interface SnapshotRecord {
  /** Steps done; 0 for the initial weights. */
  step: number;
  /** Flat, in the order of the parameter layout. */
  parameters: Float32Array;
}

export interface ModelRecord {
  id: string;
  slug: string;
  architecture: string;
  network: Network;
  dataset: DatasetReference;
  origin: 'RUN' | 'ZOO';
  runId: string | null;
  parameterCount: number;
  weights: { bytes: number; sha256: string };
  evaluation: EvaluationRecord | null;
  createdAt: Date;
}

export interface ModelFilter {
  architecture?: string | null | undefined;
  dataset?: string | null | undefined;
  cell?: CellName | null | undefined;
}

export interface RunFilter {
  architecture?: string | null | undefined;
  dataset?: string | null | undefined;
  status?: RunStatus | null | undefined;
  seriesId?: string | null | undefined;
}

/** A page in a fixed order: newest first, ties by id. */
export interface Page<T> {
  items: T[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  totalCount: number;
}
