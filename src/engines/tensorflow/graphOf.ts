import { byKind, type Network } from '../../networks/recipe.ts';
import type { NetworkGraph } from './networkGraph.ts';
import { RecurrentGraph } from './recurrentGraph.ts';
import type { Runtime } from './runtime.ts';
import { WholeImageGraph } from './wholeImageGraph.ts';

/** The network as a graph on tensors. */
export function graphOf(runtime: Runtime, network: Network): NetworkGraph {
  return byKind<NetworkGraph>(
    network,
    (recurrent) => new RecurrentGraph(runtime, recurrent),
    (wholeImage) => new WholeImageGraph(runtime, wholeImage),
  );
}
