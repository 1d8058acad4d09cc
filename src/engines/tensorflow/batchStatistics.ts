import {
  normalizeByBatch,
  type LayerNormalizations,
  type NormalizeStep,
} from '../../networks/batchNormalization.ts';
import { parameterLayout } from '../../networks/parameters.ts';
import type { RecurrentNetwork } from '../../networks/recipe.ts';
import type { Runtime, Tensor } from './runtime.ts';
import { tensorOperations } from './tensorOperations.ts';

/** Gathers the statistics by which a batch is normalized. */
export class BatchStatistics {
  readonly #runtime: Runtime;
  readonly #network: RecurrentNetwork;
  /** By the name of the parameter that keeps them: a row [columns] for each step. */
  readonly #found = new Map<string, Tensor[]>();

  constructor(runtime: Runtime, network: RecurrentNetwork) {
    this.#runtime = runtime;
    this.#network = network;
  }

  /** How one layer normalizes; what it goes by is kept here. */
  normalize(layer: number, normalizations: LayerNormalizations<Tensor>): NormalizeStep<Tensor> {
    const ops = tensorOperations(this.#runtime);
    return normalizeByBatch(ops, normalizations, (name, step, { mean, variance }) => {
      this.#add(`layers.${layer}.${name}Mean`, step, mean);
      this.#add(`layers.${layer}.${name}Variance`, step, variance);
    });
  }

  #add(name: string, step: number, row: Tensor): void {
    const rows = this.#found.get(name) ?? [];
    rows[step] = row;
    this.#found.set(name, rows);
  }

  /** All of them, flat in the order of the layout. */
  flat(): Tensor {
    const places = parameterLayout(this.#network).filter(({ trained }) => !trained);
    return this.#runtime.tf.concat(places.flatMap(({ name }) => this.#found.get(name) as Tensor[]));
  }
}
