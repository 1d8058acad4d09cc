import type { NamedArray } from '../namedArray.ts';

/** Values with a name for every axis; for one image as networks/activationList.ts describes them. */
export interface NamedTensor extends NamedArray {
  shape: number[];
  axes: string[];
}
