import type { TaskName } from '../../networks/tasks/task.ts';
import { binaryCrossEntropy, crossEntropy } from './crossEntropy.ts';
import type { Runtime, Tensor } from './runtime.ts';

/** What of a task is computed on tensors: its targets, and what its logits are worth beside them. */
export interface TensorFlowTask {
  /** Of what the top layer hands up, [step, batch, units], what has targets: [targets, units]. */
  answering(runtime: Runtime, sequence: Tensor): Tensor;
  /** [targets], int32, in the same order. @param images [batch, step, width], labels [batch] */
  targets(runtime: Runtime, images: Tensor, labels: Tensor): Tensor;
  /** [targets, outputs] and [targets] → [targets], differentiable in the logits. */
  losses(runtime: Runtime, logits: Tensor, targets: Tensor): Tensor;
  /** [targets, outputs] → [targets], int32 */
  predicted(runtime: Runtime, logits: Tensor): Tensor;
}

export const tensorflowTasks: Readonly<Record<TaskName, TensorFlowTask>> = {
  CLASSIFY: {
    answering: ({ tf }, sequence) =>
      tf.squeeze(tf.slice(sequence, [sequence.shape[0] - 1], [1]), [0]),
    targets: (_runtime, _images, labels) => labels,
    losses: crossEntropy,
    predicted: ({ tf }, logits) => tf.argMax(logits, 1),
  },
  NEXT_PIXEL: {
    answering({ tf }, sequence) {
      const [steps, batch, units] = sequence.shape as [number, number, number];
      return tf.reshape(tf.slice(sequence, [0], [steps - 1]), [(steps - 1) * batch, units]);
    },
    /** Time-major, as the hidden states are. */
    targets({ tf }, images) {
      const pixels = tf.transpose(tf.slice(images, [0, 1]), [1, 0, 2]);
      return tf.cast(tf.reshape(pixels, [-1]), 'int32');
    },
    losses: binaryCrossEntropy,
    predicted: ({ tf }, logits) => tf.cast(tf.greater(tf.squeeze(logits, [1]), 0), 'int32'),
  },
};
