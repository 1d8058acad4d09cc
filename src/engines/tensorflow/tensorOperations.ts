import type { Operations } from '../../networks/operations.ts';
import type { Runtime, Tensor } from './runtime.ts';

/** The operations of the equations on TensorFlow tensors [batch, columns]; tfjs differentiates them. */
export function tensorOperations({ tf }: Runtime): Operations<Tensor> {
  return {
    matMul: (a, b) => tf.matMul(a, b),
    add: (a, b) => tf.add(a, b),
    multiply: (a, b) => tf.mul(a, b),
    oneMinus: (a) => tf.sub(1, a),
    sigmoid: (a) => tf.sigmoid(a),
    tanh: (a) => tf.tanh(a),
    relu: (a) => tf.relu(a),
    softmax: (a) => tf.softmax(a),
    split: (a, parts) => tf.split(a, parts, a.rank - 1),
    row: (values) => tf.tensor1d(values),
    zeros: (like, columns) => tf.zeros([like.shape[0], columns]),
  };
}
