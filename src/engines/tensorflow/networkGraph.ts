import type { Dropout } from '../../networks/dropout.ts';
import type { Weights } from '../../networks/equations.ts';
import type { Intervention } from '../../networks/interventions.ts';
import type { Tensor } from './runtime.ts';

/** A network on tensors. Images are [batch, row, column]. */
export interface NetworkGraph {
  /** The logits that have targets, in the order of the task's: [targets, outputs]. */
  answer(weights: Weights<Tensor>, images: Tensor): Tensor;
  /**
   * The same in training, differentiable in the trained weights.
   *
   * @param dropout null for none
   */
  trainingAnswer(weights: Weights<Tensor>, images: Tensor, dropout: Dropout | null): Tensor;
  /**
   * The statistics by which these images are normalized as one batch, flat in the layout of the
   * parameters that are not trained: there must be some.
   */
  statistics(weights: Weights<Tensor>, images: Tensor): Tensor;
  /** Activations by name, each [batch, …] as networks/activationList.ts describes it. */
  activations(
    weights: Weights<Tensor>,
    images: Tensor,
    names: readonly string[],
    interventions: readonly Intervention[],
  ): Tensor[];
}
