/** Numbers of one activation, row-major; the first axis counts the rows of the image where it has any. */
export interface Values {
  shape: number[];
  values: Float32Array;
}
