import { arrayOperations, matrix, type Matrix } from './arrayOperations.ts';
import { runHead } from './equations.ts';
import { matrixWeights } from './matrixWeights.ts';
import type { WholeImageNetwork } from './recipe.ts';
import { convolutionsOf, KERNEL_SIZE, POOL_SIZE, type ConvolutionLayer } from './wholeImage.ts';

/**
 * A network of the whole image on plain arrays: convolutions and pooling image by image, then the
 * dense layers.
 *
 * @param images [batch, rows, columns]
 * @param record told of each activation, [batch, …]
 */
export function wholeImageByEquations(
  network: WholeImageNetwork,
  parameters: Float32Array,
  images: { batch: number; values: Float32Array },
  record: (name: string, values: Float64Array) => void,
): void {
  const { batch } = images;
  const weights = matrixWeights(network, parameters);
  let value = matrix(batch, images.values.length / batch, images.values);
  convolutionsOf(network).forEach((layer, n) => {
    const kernel = weights(`convolutions.${n}.kernel`).values;
    const bias = weights(`convolutions.${n}.bias`).values;
    const sums = eachRow(value, (pixels) => convolve(layer, pixels, kernel, bias));
    const output = arrayOperations.relu(sums);
    record(`convolutions.${n}.output`, output.values);
    value = eachRow(output, (pixels) => pool(layer, pixels));
    record(`convolutions.${n}.pooled`, value.values);
  });
  const logits = runHead(arrayOperations, network, weights, value, (name, { values }) =>
    record(name, values),
  );
  record('head.probabilities', arrayOperations.softmax(logits).values);
}

function eachRow(a: Matrix, act: (row: Float64Array) => number[]): Matrix {
  const rows = Array.from({ length: a.rows }, (_, n) =>
    act(a.values.subarray(n * a.columns, (n + 1) * a.columns)),
  );
  return matrix(a.rows, rows[0]?.length ?? 0, rows.flat());
}

/** [rows, columns, inputs] → [rows, columns, outputs], with zeros beyond the border. */
function convolve(
  { rows, columns, inputs, outputs }: ConvolutionLayer,
  pixels: Float64Array,
  kernel: Float64Array,
  bias: Float64Array,
): number[] {
  const border = (KERNEL_SIZE - 1) / 2;
  const window = grid(KERNEL_SIZE, KERNEL_SIZE, inputs);
  return grid(rows, columns, outputs).map(([row, column, output]) => {
    let sum = bias[output] as number;
    for (const [y, x, input] of window) {
      const [fromRow, fromColumn] = [row + y - border, column + x - border];
      if (fromRow < 0 || fromRow >= rows || fromColumn < 0 || fromColumn >= columns) continue;
      const pixel = pixels[(fromRow * columns + fromColumn) * inputs + input] as number;
      sum +=
        pixel * (kernel[((y * KERNEL_SIZE + x) * inputs + input) * outputs + output] as number);
    }
    return sum;
  });
}

/** [rows, columns, channels] → [pooled rows, pooled columns, channels] */
function pool(layer: ConvolutionLayer, pixels: Float64Array): number[] {
  const { columns, outputs, pooledRows, pooledColumns } = layer;
  return grid(pooledRows, pooledColumns, outputs).map(([row, column, channel]) => {
    const window = grid(POOL_SIZE, POOL_SIZE, 1).map(([y, x]) => {
      const [fromRow, fromColumn] = [POOL_SIZE * row + y, POOL_SIZE * column + x];
      return pixels[(fromRow * columns + fromColumn) * outputs + channel] as number;
    });
    return Math.max(...window);
  });
}

/** Every (row, column, channel) in row-major order. */
function grid(rows: number, columns: number, channels: number): [number, number, number][] {
  return Array.from({ length: rows * columns * channels }, (_, n) => [
    Math.floor(n / (columns * channels)),
    Math.floor(n / channels) % columns,
    n % channels,
  ]);
}
