import type { HeadName } from '../cells/commonRecipe.ts';
import type { Operations } from '../operations.ts';
import type { Scan, ScanOrder } from './scan.ts';

/** What a network is for, and how it reads. Plain JSON; the names are also those of the GraphQL enum. */
export interface Task {
  name: TaskName;
  scan: Scan;
}

export type TaskName = 'CLASSIFY' | 'NEXT_PIXEL';

/** The size of what a network of the task reads, and of what the labels tell apart. */
export interface Sequence {
  steps: number;
  width: number;
  classes: number;
}

/** All there is to say of a task. Nobody else chooses by its name, but engines by code of their own. */
export interface TaskKind {
  /** What it is, in a sentence for the API. */
  description: string;
  /** How images may be scanned, and the heads that answer. */
  scans: readonly [usual: ScanOrder, ...others: ScanOrder[]];
  heads: readonly [usual: HeadName, ...others: HeadName[]];
  /** Whether the targets are pixels, which must then be 0 or 1. */
  wantsBinarized: boolean;
  /** Whether a network that sees the whole image at once can do it. */
  needsSteps: boolean;
  /** Which steps' hidden states the head reads, in training and for the answer. */
  answersAt: 'LAST_STEP' | 'EVERY_STEP';
  /** Logits of one answer, and what is counted along them. */
  outputs: (sequence: Sequence) => number;
  outputAxis: 'class' | 'pixel';
  /** Targets of one example: the loss is the mean over examples and targets, in nats. */
  targets: (sequence: Sequence) => number;
  /** What a target is one of: the confusion has so many rows and columns. */
  targetClasses: (sequence: Sequence) => number;
  /** [n, outputs] → [n, outputs] */
  probabilities<T>(ops: Operations<T>, logits: T): T;
  /**
   * The loss of one target in nats, in double precision and without overflow.
   *
   * @param logits [outputs]
   */
  loss: (logits: ArrayLike<number>, target: number) => number;
  /** The last equation, from that of the logits. */
  equation: (logits: string) => string;
  meanings: { logits: string; probabilities: string };
  /**
   * What it measures.
   *
   * @param crossEntropy mean over the targets, in nats
   * @param targets of one example
   */
  metrics: (crossEntropy: number, accuracy: number, targets: number) => TaskMetric[];
}

/** A measure of how well a network does its task. */
export interface TaskMetric {
  name: string;
  value: number;
  /** Such as `nats`; empty for a part of 1. */
  unit: string;
  meaning: string;
}
