import {
  byKind,
  type HeadName,
  type Network,
  type RecurrentNetwork,
  type WholeImageNetwork,
} from './recipe.ts';
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
};

function headAfterLayers({ recipe, classes }: RecurrentNetwork): Head {
  const { reluFirst, hidden } = headShapes[recipe.head];
  const widths = Array<number>(hidden).fill(HEAD_WIDTH);
  return { reluFirst, layers: denseLayers(recipe.units, widths, classes) };
}

function headAfterConvolutions(network: WholeImageNetwork): Head {
  const { recipe, classes } = network;
  return { reluFirst: false, layers: denseLayers(denseInputs(network), recipe.dense, classes) };
}

function denseLayers(inputs: number, hidden: readonly number[], classes: number): DenseLayer[] {
  const widths = [inputs, ...hidden, classes];
  return widths.slice(1).map((outputs, n) => ({
    inputs: widths[n] as number,
    outputs,
    relu: n < hidden.length,
  }));
}
