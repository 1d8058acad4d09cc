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
