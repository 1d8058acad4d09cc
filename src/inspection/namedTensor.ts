/** Values with a name for every axis; for one image as networks/activationList.ts describes them. */
export interface NamedTensor {
  name: string;
  shape: number[];
  axes: string[];
  values: Float32Array;
}
