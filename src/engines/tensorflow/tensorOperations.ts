import type { Operations } from '../../networks/operations.ts';
import { normalizeColumns } from './normalizeColumns.ts';
import { relu } from './relu.ts';
import type { Runtime, Tensor } from './runtime.ts';

/** The operations of the equations on TensorFlow tensors [batch, columns]; tfjs differentiates them. */
export function tensorOperations(runtime: Runtime): Operations<Tensor> {
  const { tf } = runtime;
  return {
    matMul: (a, b) => tf.matMul(a, b),
    add: (a, b) => tf.add(a, b),
    subtract: (a, b) => tf.sub(a, b),
    multiply: (a, b) => tf.mul(a, b),
    oneMinus: (a) => tf.sub(1, a),
    inverseSqrt: (a, epsilon) => tf.rsqrt(tf.add(a, epsilon)),
    sigmoid: (a) => tf.sigmoid(a),
    tanh: (a) => tf.tanh(a),
    relu: (a) => relu(runtime, a),
    softmax: (a) => tf.softmax(a),
    normalizeColumns: normalizeColumns(runtime),
    split: (a, parts) => tf.split(a, parts, a.rank - 1),
    rowOf: (a, n) => tf.slice(a, [Math.min(n, a.shape[0] - 1)], [1]),
    row: (values) => tf.tensor1d(values),
    zeros: (like, columns) => tf.zeros([like.shape[0], columns]),
  };
}
