import type { Operations } from '../../networks/operations.ts';
import type { Runtime, Tensor } from './runtime.ts';

/**
 * Operations.normalizeColumns by TensorFlow's FusedBatchNormV3, and back by FusedBatchNormGradV3: two
 * operations in place of about forty. The values are differentiable in matrix, γ and β; the moments
 * are constants.
 */
export function normalizeColumns(runtime: Runtime): Operations<Tensor>['normalizeColumns'] {
  const { tf } = runtime;
  return (a, gamma, beta, epsilon) => {
    const [batch, columns] = a.shape as [number, number];
    const asImage = (matrix: Tensor) => tf.reshape(matrix, [batch, 1, 1, columns]);
    const attributes = { T: 'float32', U: 'float32', epsilon, is_training: true } as const;
    const offset = beta ?? tf.zeros([columns]);
    const unused = tf.tensor1d([]);

    // A raw operation is not recorded, so gradients flow through `run` below alone.
    const inputs = [asImage(a), gamma, offset, unused, unused];
    const outputs = runtime.execute('FusedBatchNormV3', attributes, inputs, 6);
    const [values, mean, unbiasedVariance, ...reserved] = outputs as [Tensor, Tensor, Tensor];
    const run = tf.customGrad((...args) => {
      const [x, scale, , save] = args as unknown as [Tensor, Tensor, Tensor, Save];
      save([asImage(x), scale, ...reserved]);
      const gradFunc = (upstream: Tensor, saved: Tensor[]) => {
        const operands = [asImage(upstream), ...saved];
        const gradients = runtime.execute('FusedBatchNormGradV3', attributes, operands, 5);
        const [ofImage, ofScale, ofOffset] = gradients as [Tensor, Tensor, Tensor];
        return [tf.reshape(ofImage, [batch, columns]), ofScale, ofOffset];
      };
      return { value: tf.reshape(values, [batch, columns]), gradFunc };
    });
    const variance = tf.mul(unbiasedVariance, (batch - 1) / batch);
    return { values: run(a, gamma, offset), mean, variance };
  };
}

type Save = (tensors: Tensor[]) => void;
