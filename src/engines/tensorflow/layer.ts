import type { NormalizeStep } from '../../networks/batchNormalization.ts';
import type { LayerWeights } from '../../networks/cells/cell.ts';
import type { Tensor } from './runtime.ts';

/**
 * One recurrent layer in training: [step, batch, inputs] → h [step, batch, units], differentiable.
 * Looking inside goes by the equations, where every activation can be read and changed. Batch
 * normalization goes by the statistics kept unless `normalize` says otherwise.
 */
export type Layer = (
  input: Tensor,
  weights: LayerWeights<Tensor>,
  normalize?: NormalizeStep<Tensor>,
) => Tensor;
