import { affine } from '../operations.ts';
import type { Cell, CellSums } from './cell.ts';

/** W·x + b, of all cells that do not normalize it. */
export const inputSumsWithBias: Cell['inputSums'] = (ops, { kernel, bias }, input) =>
  affine(ops, input, kernel, bias);

/** The sums W·x + b + U·h₋₁ of a cell that uses nothing else, with the indices of their weights. */
export function plainSums(indices: Readonly<Record<string, string>>): CellSums {
  const of = Object.entries(indices).map(([name, index]) => ({
    name,
    fromInput: `W${index}·x + b${index}`,
    fromMemory: `U${index}·h₋₁`,
  }));
  return {
    of,
    fromInput: (ops, _, inputSums) => ops.split(inputSums, of.length),
    fromMemory: (ops, { recurrentKernel }, previous) =>
      ops.split(ops.matMul(previous, recurrentKernel), of.length),
  };
}
