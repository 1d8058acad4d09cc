import type { Weights } from '../../networks/equations.ts';
import type { Intervention } from '../../networks/interventions.ts';
import type { RecurrentNetwork } from '../../networks/recipe.ts';
import type { LeanMatrix } from './leanOperations.ts';
import { leanWeights, runDrawing } from './runDrawing.ts';
import type { Values } from './values.ts';

/** What the page sends: a network to keep, or an image to run through one that is kept. */
export type ToWorker =
  | { kind: 'network'; sha256: string; network: RecurrentNetwork; parameters: Float32Array }
  | {
      kind: 'run';
      id: number;
      sha256: string;
      inputs: Float32Array;
      interventions: Intervention[];
      isCompared: boolean;
    };

/** What comes back. */
export interface FromWorker {
  id: number;
  /** Null where the network could not be run; then the server is asked. */
  activations: Map<string, Values> | null;
  /** The same without interventions. */
  untouched: Map<string, Values> | null;
}

const networks = new Map<string, { network: RecurrentNetwork; weights: Weights<LeanMatrix> }>();

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'network') {
    const { sha256, network, parameters } = data;
    networks.set(sha256, { network, weights: leanWeights(network, parameters) });
    return;
  }
  self.postMessage(answer(data));
});

function answer(request: Extract<ToWorker, { kind: 'run' }>): FromWorker {
  const { id, sha256, inputs, interventions, isCompared } = request;
  const kept = networks.get(sha256);
  if (kept === undefined) return { id, activations: null, untouched: null };
  const run = (changes: Intervention[]) => runDrawing(kept.network, kept.weights, inputs, changes);
  return { id, activations: run(interventions), untouched: isCompared ? run([]) : null };
}
