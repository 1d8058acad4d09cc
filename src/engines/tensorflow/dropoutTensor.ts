import { fillDropoutFactors, type Dropout } from '../../networks/dropout.ts';
import type { Runtime, Tensor } from './runtime.ts';

/**
 * The factors of dropout for some steps of a layer.
 *
 * @param shape [step, batch, units], the first of them being `firstStep`
 */
export function dropoutTensor(
  { tf }: Runtime,
  dropout: Dropout,
  layer: number,
  firstStep: number,
  shape: readonly number[],
): Tensor {
  const [steps, batch, units] = shape as [number, number, number];
  const factors = new Float32Array(steps * batch * units);
  for (let n = 0; n < steps; n++) {
    const ofStep = factors.subarray(n * batch * units, (n + 1) * batch * units);
    fillDropoutFactors(dropout, layer, firstStep + n, ofStep);
  }
  return tf.tensor(factors, [...shape]);
}
