import type { Runtime, Tensor } from './runtime.ts';

/**
 * Softmax cross-entropy of each row: -log softmax(logits)[label], in nats.
 *
 * @param logits [batch, classes]
 * @param labels [batch], int32
 * @returns [batch], differentiable in the logits
 */
export function crossEntropy(runtime: Runtime, logits: Tensor, labels: Tensor): Tensor {
  const { tf } = runtime;
  const run = tf.customGrad((...args) => {
    const [scores, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void];
    const [losses, gradients] = runtime.execute(
      'SparseSoftmaxCrossEntropyWithLogits',
      { T: 'float32', Tlabels: 'int32' },
      [scores, labels],
      2,
    ) as [Tensor, Tensor];
    save([gradients]);
    const gradFunc = (upstream: Tensor, saved: Tensor[]) =>
      tf.mul(saved[0] as Tensor, tf.expandDims(upstream, 1));
    return { value: losses, gradFunc };
  });
  return run(logits);
}

/**
 * Binary cross-entropy of each logit with its target, in nats, from the logit so that none overflows:
 * max(x, 0) - x·z + log(1 + e^-|x|).
 *
 * @param logits [n, 1]
 * @param targets [n], int32, 0 or 1
 * @returns [n], differentiable in the logits
 */
export function binaryCrossEntropy(runtime: Runtime, logits: Tensor, targets: Tensor): Tensor {
  const { tf } = runtime;
  const run = tf.customGrad((...args) => {
    const [column, save] = args as unknown as [Tensor, (tensors: Tensor[]) => void];
    const x = tf.squeeze(column, [1]);
    const z = tf.cast(targets, 'float32');
    const tail = tf.log1p(tf.exp(tf.neg(tf.abs(x))));
    save([tf.sub(tf.sigmoid(x), z)]);
    const gradFunc = (upstream: Tensor, saved: Tensor[]) =>
      tf.expandDims<Tensor>(tf.mul(saved[0] as Tensor, upstream), 1);
    return { value: tf.add(tf.sub(tf.relu(x), tf.mul(x, z)), tail), gradFunc };
  });
  return run(logits);
}
