import type { Dropout } from '../../networks/dropout.ts';
import type { Weights } from '../../networks/equations.ts';
import type { Intervention } from '../../networks/interventions.ts';
import type { KeptTensors } from './keptTensors.ts';
import type { Tensor } from './runtime.ts';

/** What is to be read of images as a network reads them. */
export interface ActivationRequest {
  weights: Weights<Tensor>;
  images: Tensor;
  names: readonly string[];
  interventions: readonly Intervention[];
  kept: KeptTensors;
}

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
  /**
   * Activations by name, each [batch, …] as networks/activationList.ts describes it. Yields wherever
   * other work may have its turn; what it made before and still needs then, it keeps.
   */
  activations(request: ActivationRequest): Generator<void, Tensor[]>;
}
