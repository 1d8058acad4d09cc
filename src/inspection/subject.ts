import type { Network, RecurrentNetwork } from '../networks/recipe.ts';

/** What is looked into: a network and its weights, flat in the order of the parameter layout. */
export interface Subject<N extends Network = Network> {
  network: N;
  parameters: Float32Array;
}

export type RecurrentSubject = Subject<RecurrentNetwork>;
