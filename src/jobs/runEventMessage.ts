/** Where a run stands, as its worker or whoever ended it says. */
export interface RunProgress {
  kind: 'progress';
  runId: string;
  /** The attempt that tells; not given by who ends a run from outside. */
  attempt?: number;
  /** Steps done. */
  step: number;
  /** Mean batch loss since the last such message. */
  loss: number | null;
  /** The newest on the test split. */
  accuracy: number | null;
  examplesPerSecond: number | null;
  secondsLeft: number | null;
  /** The last message of a run: it has succeeded, failed or been canceled, and the store says which. */
  ended: boolean;
}

/** Messages may have been missed: look at the store. Also the first message of each subscription. */
export interface Refetch {
  kind: 'refetch';
}

export type RunEventMessage = RunProgress | Refetch;
