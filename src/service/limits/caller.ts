/** Who asks for an operation, or waits for the events of a subscription. */
export interface Caller {
  /** Aborted when they are no longer there, where that can be known. */
  readonly gone?: AbortSignal;
}
