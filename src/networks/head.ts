import type { HeadName, Network } from './recipe.ts';

/** Width of every hidden layer of both heads. */
const HEAD_WIDTH = 64;

/** One dense layer of a head, `head.N`: [inputs] → [outputs], then ReLU unless it gives logits. */
export interface DenseLayer {
  inputs: number;
  outputs: number;
  relu: boolean;
}

/** What stands between the recurrent output h and the logits. */
export interface Head {
  /** Whether ReLU acts on h before the first dense layer. */
  reluFirst: boolean;
  layers: DenseLayer[];
}

const shapes: Record<HeadName, { reluFirst: boolean; hidden: number }> = {
  RESULTS: { reluFirst: false, hidden: 2 },
  ASSIGNMENT: { reluFirst: true, hidden: 1 },
};

export function headOf({ recipe, classes }: Network): Head {
  const { reluFirst, hidden } = shapes[recipe.head];
  const widths = [recipe.units, ...Array<number>(hidden).fill(HEAD_WIDTH), classes];
  const layers = widths.slice(1).map((outputs, n) => ({
    inputs: widths[n] as number,
    outputs,
    relu: n < hidden,
  }));
  return { reluFirst, layers };
}
