import type { NamedArray } from '../namedArray.ts';

/** What one named activation is: the same list serves engines, API and documentation. */
export interface ActivationDescription {
  /** Canonical name, such as `layers.0.inputGate` or `head.logits`. */
  name: string;
  /** What is counted along each axis, for one image. */
  axes: readonly ActivationAxis[];
  /** Lengths of the axes; a step axis is as long as the sequence and stands as null. */
  shape: readonly (number | null)[];
  /** Closed interval of the values; null where there is no bound. */
  range: { least: number; most: number } | null;
  meaning: string;
  /** Its letter in the equations of its cell, or the equation of a part of a sum; absent for others. */
  symbol?: string;
}

export type ActivationAxis = 'step' | 'unit' | 'class' | 'pixel' | 'row' | 'column' | 'channel';

/** Values of one activation, row-major [batch, …] and then as described. */
export interface Activation extends NamedArray {
  shape: [batch: number, ...sizes: number[]];
}
