import { misfit } from '../errors.ts';
import type { WholeImageNetwork } from './recipe.ts';

/** Height and width of a convolution's kernel. */
export const KERNEL_SIZE = 3;
/** Height and width of a pooling window, and how far apart two of them are. */
export const POOL_SIZE = 2;

/**
 * `convolutions.N`: a 3 × 3 convolution with a border of zeros, so that rows and columns stay as many,
 * then ReLU, then the greatest of each 2 × 2 values. An odd last row or column is left out.
 */
export interface ConvolutionLayer {
  rows: number;
  columns: number;
  /** Channels read: the image itself has one. */
  inputs: number;
  /** Channels made. */
  outputs: number;
  pooledRows: number;
  pooledColumns: number;
}

/**
 * @param argument what brought the images, to name it in the error
 * @throws GatescopeError INVALID_ARGUMENT for images that are too small to be pooled so often
 */
export function checkImageSize(
  { rows, columns, recipe }: WholeImageNetwork,
  argument: string,
): void {
  const least = POOL_SIZE ** recipe.convolutions.length;
  if (Math.min(rows, columns) >= least) return;
  const expected = `images of at least ${least} × ${least} pixels for this architecture`;
  throw misfit('INVALID_ARGUMENT', argument, expected, `${rows} × ${columns}`);
}

/** @throws GatescopeError INVALID_ARGUMENT, naming `dataset`, for images that `checkImageSize` refuses */
export function convolutionsOf(network: WholeImageNetwork): ConvolutionLayer[] {
  const { rows, columns, recipe } = network;
  checkImageSize(network, 'dataset');
  let from = { pooledRows: rows, pooledColumns: columns, outputs: 1 };
  return recipe.convolutions.map((outputs) => {
    const layer = {
      rows: from.pooledRows,
      columns: from.pooledColumns,
      inputs: from.outputs,
      outputs,
      pooledRows: Math.floor(from.pooledRows / POOL_SIZE),
      pooledColumns: Math.floor(from.pooledColumns / POOL_SIZE),
    };
    from = layer;
    return layer;
  });
}

/** How many numbers the dense layers read: pixels, or what the last pooling gives. */
export function denseInputs(network: WholeImageNetwork): number {
  const last = convolutionsOf(network).at(-1);
  if (last === undefined) return network.rows * network.columns;
  return last.pooledRows * last.pooledColumns * last.outputs;
}
