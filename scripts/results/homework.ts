/** Test accuracy in the homework's table: one seed each, read at step 2,100; its GRUs reset before. */
export const homeworkAccuracy: ReadonlyMap<string, number> = new Map([
  ['lstm-32', 0.9634],
  ['lstm-64', 0.9772],
  ['lstm-128', 0.9765],
  ['lstm-3x32', 0.9709],
  ['gru-32-reset-before', 0.9696],
  ['gru-64-reset-before', 0.9781],
  ['gru-128-reset-before', 0.9837],
  ['gru-3x32-reset-before', 0.9766],
]);
