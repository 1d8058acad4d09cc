import {
  byKind,
  type HeadName,
  type Network,
  type RecurrentNetwork,
  type WholeImageNetwork,
} from './recipe.ts';
import { sequenceOf, taskKindOf } from './tasks/taskOf.ts';
import { denseInputs } from './wholeImage.ts';

/** Width of every hidden layer of both heads of recurrent networks. */
const HEAD_WIDTH = 64;

/** One dense layer of a head, `head.N`: [inputs] → [outputs], then ReLU unless it gives logits. */
export interface DenseLayer {
  inputs: number;
  outputs: number;
  relu: boolean;
}

/** What stands between the recurrent output h, or what the convolutions give, and the logits. */
export interface Head {
  /** Whether ReLU acts on h before the first dense layer. */
  reluFirst: boolean;
  layers: DenseLayer[];
}

export function headOf(network: Network): Head {
  return byKind(network, headAfterLayers, headAfterConvolutions);
}

/** Whether ReLU acts on h first, and how many hidden layers follow before the logits. */
export const headShapes: Record<HeadName, { reluFirst: boolean; hidden: number }> = {
  RESULTS: { reluFirst: false, hidden: 2 },
  ASSIGNMENT: { reluFirst: true, hidden: 1 },
  AFFINE: { reluFirst: false, hidden: 0 },
};

function headAfterLayers(network: RecurrentNetwork): Head {
  const { recipe } = network;
  const { reluFirst, hidden } = headShapes[recipe.head];
  const widths = Array<number>(hidden).fill(HEAD_WIDTH);
  return { reluFirst, layers: denseLayers(recipe.units, widths, outputsOf(network)) };
}

function headAfterConvolutions(network: WholeImageNetwork): Head {
  const { dense } = network.recipe;
  return {
    reluFirst: false,
    layers: denseLayers(denseInputs(network), dense, outputsOf(network)),
  };
}

function outputsOf(network: Network): number {
  return taskKindOf(network).outputs(sequenceOf(network));
}

function denseLayers(inputs: number, hidden: readonly number[], outputs: number): DenseLayer[] {
  const widths = [inputs, ...hidden, outputs];
  return widths.slice(1).map((outputs, n) => ({
    inputs: widths[n] as number,
    outputs,
    relu: n < hidden.length,
  }));
}
