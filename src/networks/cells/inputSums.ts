import { affine } from '../operations.ts';
import type { Cell } from './cell.ts';

/** W·x + b, of all cells that do not normalize it. */
export const inputSumsWithBias: Cell['inputSums'] = (ops, { kernel, bias }, input) =>
  affine(ops, input, kernel, bias);
