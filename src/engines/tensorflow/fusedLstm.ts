import type { LstmRecipe } from '../../networks/cells/lstm.ts';
import type { Layer } from './layer.ts';
import type { Runtime, Tensor } from './runtime.ts';

const NO_CLIP = -1;
const attributes = { T: 'float32', use_peephole: false } as const;

/** All steps of an LSTM layer in TensorFlow's BlockLSTMV2, and back in BlockLSTMGradV2. */
export function fusedLstm(runtime: Runtime, { units }: LstmRecipe): Layer {
  const { tf } = runtime;

  /** The operation's nine inputs; its matrix stands over [input, state] with columns i, f, c̃, o. */
  const operands = (input: Tensor, matrix: Tensor, bias: Tensor): Tensor[] => {
    const [steps, batch] = input.shape as [number, number, number];
    const state = tf.zeros([batch, units]);
    const peephole = tf.zeros([units]);
    return [runtime.int64(steps), input, state, state, matrix, peephole, peephole, peephole, bias];
  };
  /** i, c, f, o, c̃, tanh(c), h, each [step, batch, units]. */
  const forward = (inputs: Tensor[]) =>
    runtime.execute('BlockLSTMV2', { ...attributes, cell_clip: NO_CLIP }, inputs, 7) as Seven;

  return (input, { kernel, recurrentKernel, bias }) => {
    const run = tf.customGrad((...args) => {
      const [x, matrix, bias, save] = args as unknown as [Tensor, Tensor, Tensor, Save];
      const outputs = forward(operands(x, matrix, bias));
      save([x, matrix, bias, ...outputs]);
      return { value: outputs[6], gradFunc: backward };
    });
    return run(input, tf.concat([kernel, recurrentKernel], 0), bias);
  };

  function backward(hGradient: Tensor, saved: Tensor[]): Tensor[] {
    const [x, matrix, bias, ...outputs] = saved as [Tensor, Tensor, Tensor, ...Tensor[]];
    const gradients = runtime.execute(
      'BlockLSTMGradV2',
      attributes,
      [...operands(x, matrix, bias), ...outputs, tf.zerosLike(hGradient), hGradient],
      8,
    );
    return [gradients[0], gradients[3], gradients[7]] as Tensor[];
  }
}

type Save = (tensors: Tensor[]) => void;
type Seven = [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
