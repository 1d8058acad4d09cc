import type { LayerWeights } from '../../networks/cells/cell.ts';
import type { GruRecipe } from '../../networks/cells/gru.ts';
import type { Layer } from './layer.ts';
import type { Runtime, Tensor } from './runtime.ts';

/** The weights as GRUBlockCell wants them: over [input, state], gates in the order r, z. */
interface BlockWeights {
  gates: Tensor;
  candidate: Tensor;
  gateBias: Tensor;
  candidateBias: Tensor;
}

/** A reset-before GRU layer by TensorFlow's GRUBlockCell, and back by GRUBlockCellGrad. */
export function fusedGru(runtime: Runtime, { units }: GruRecipe): Layer {
  const { tf } = runtime;

  return (input, weights) => {
    const run = tf.customGrad((...args) => {
      const [x, gates, candidate, gateBias, candidateBias, save] = args as unknown as Arguments;
      const steps = forward(x, { gates, candidate, gateBias, candidateBias });
      save([x, gates, candidate, gateBias, candidateBias, ...steps.flat()]);
      return { value: tf.stack(steps.map(([, , , h]) => h)), gradFunc: backward };
    });
    const { gates, candidate, gateBias, candidateBias } = blockWeights(weights);
    return run(input, gates, candidate, gateBias, candidateBias);
  };

  /** r, z, h̃, h of each step, each [batch, units]. */
  function forward(input: Tensor, weights: BlockWeights): FourTensors[] {
    let hOld = zeroState(input);
    return tf.unstack(input).map((x) => {
      const operands = [x, hOld, ...operandsOf(weights)];
      const outputs = runtime.execute('GRUBlockCell', { T: 'float32' }, operands, 4) as FourTensors;
      hOld = outputs[3];
      return outputs;
    });
  }

  /** Back through the steps; the weights' gradients are taken once, over all steps together. */
  function backward(hGradient: Tensor, saved: Tensor[]): Tensor[] {
    const [input, gates, candidate, gateBias, candidateBias, ...rest] = saved as SavedTensors;
    const weights = operandsOf({ gates, candidate, gateBias, candidateBias });
    const rows = tf.unstack(input);
    const hGradients = tf.unstack(hGradient);
    const steps = rows.map((_, t) => rest.slice(4 * t, 4 * t + 4) as FourTensors);
    const oldStates = [zeroState(input), ...steps.slice(0, -1).map(([, , , h]) => h)];

    let fromLater = zeroState(input);
    const gradients: FourTensors[] = [];
    for (let t = rows.length - 1; t >= 0; t--) {
      const [r, z, c] = steps[t] as FourTensors;
      const gradientOfH = tf.add(hGradients[t] as Tensor, fromLater);
      const operands = [
        rows[t] as Tensor,
        oldStates[t] as Tensor,
        ...weights,
        r,
        z,
        c,
        gradientOfH,
      ];
      const outputs = runtime.execute('GRUBlockCellGrad', { T: 'float32' }, operands, 4);
      gradients.unshift(outputs as FourTensors);
      fromLater = outputs[1] as Tensor;
    }

    const inputs = tf.concat(rows);
    const states = tf.concat(oldStates);
    const resetStates = tf.mul(states, tf.concat(steps.map(([r]) => r)));
    const candidateSums = tf.concat(gradients.map((step) => step[2]));
    const gateSums = tf.concat(gradients.map((step) => step[3]));
    return [
      tf.stack(gradients.map((step) => step[0])),
      tf.matMul(tf.concat<Tensor>([inputs, states], 1), gateSums, true),
      tf.matMul(tf.concat([inputs, resetStates], 1), candidateSums, true),
      tf.sum(gateSums, 0),
      tf.sum(candidateSums, 0),
    ];
  }

  function zeroState(input: Tensor): Tensor {
    return tf.zeros([input.shape[1] as number, units]);
  }

  /** From our columns z, r, h̃ in two kernels; differentiable, so gradients come back in our layout. */
  function blockWeights({ kernel, recurrentKernel, bias }: LayerWeights<Tensor>): BlockWeights {
    const matrix = tf.concat([kernel, recurrentKernel]);
    const [z, r, candidate] = tf.split(matrix, 3, 1) as [Tensor, Tensor, Tensor];
    const [zBias, rBias, candidateBias] = tf.split(bias, 3) as [Tensor, Tensor, Tensor];
    return {
      gates: tf.concat([r, z], 1),
      candidate,
      gateBias: tf.concat([rBias, zBias]),
      candidateBias,
    };
  }
}

function operandsOf({ gates, candidate, gateBias, candidateBias }: BlockWeights): Tensor[] {
  return [gates, candidate, gateBias, candidateBias];
}

type FourTensors = [Tensor, Tensor, Tensor, Tensor];
type SavedTensors = [Tensor, Tensor, Tensor, Tensor, Tensor, ...Tensor[]];
type Arguments = [Tensor, Tensor, Tensor, Tensor, Tensor, (tensors: Tensor[]) => void];
