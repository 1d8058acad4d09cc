import type { Runtime, Tensor } from './runtime.ts';

/** Tensors that outlive the `tidy` that they were made in, until all are disposed of at once. */
export class KeptTensors {
  readonly #runtime: Runtime;
  readonly #tensors = new Set<Tensor>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  keep(tensor: Tensor): Tensor {
    this.#tensors.add(tensor);
    return this.#runtime.tf.keep(tensor);
  }

  dispose(): void {
    for (const tensor of this.#tensors) tensor.dispose();
    this.#tensors.clear();
  }
}
