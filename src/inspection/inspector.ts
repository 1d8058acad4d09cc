import type { InputImage } from '../data/inputImage.ts';
import type { EngineSource } from '../engines/engine.ts';
import { GatescopeError, invalidArgument } from '../errors.ts';
import { activationList } from '../networks/activationList.ts';
import type { Activation, ActivationDescription } from '../networks/activations.ts';
import type { Network } from '../networks/recipe.ts';
import { checkSelection, select, type Selection } from './selection.ts';

/** What is looked into: a network and its weights, flat in the order of the parameter layout. */
export interface Subject {
  network: Network;
  parameters: Float32Array;
}

/** Values with a name for every axis. For one image: [step, unit] or [step, class]. */
export interface NamedTensor {
  name: string;
  shape: number[];
  axes: string[];
  values: Float32Array;
}

/** Reads what happens inside a network for an image. Keeps nothing between two questions. */
export class Inspector {
  readonly #engines: EngineSource;

  constructor(engines: EngineSource) {
    this.#engines = engines;
  }

  /**
   * Runs one image and reads the activations asked for, in that order. All of them come from one
   * pass, so ask for everything at once.
   *
   * @param names canonical names, see networks/activationList.ts
   * @throws GatescopeError INVALID_ARGUMENT for a name, step or unit that is not there
   * @throws GatescopeError INVALID_IMAGE when the image is not as wide as the network reads
   * @throws GatescopeError ENGINE_UNAVAILABLE
   */
  async activations(
    { network, parameters }: Subject,
    image: InputImage,
    names: readonly string[],
    selection: Selection = {},
  ): Promise<NamedTensor[]> {
    checkWidth(network, image);
    const described = describe(network, names);
    const smallest = Math.min(
      ...described.map(({ axis, size }) => (axis === 'unit' ? size : Infinity)),
    );
    checkSelection(selection, image.rows, smallest);
    const engine = await this.#engines.engineFor(network, 'AUTO');
    const { rows, columns, binarized } = image;
    const images = { batch: 1, rows, columns, values: binarized };
    const found: Activation[] = [];
    for await (const chunk of engine.forward({ network, parameters, images, names })) {
      found.push(...chunk.activations);
    }
    return found.map((activation, n) =>
      select(ofOneImage(activation, (described[n] as ActivationDescription).axis), selection),
    );
  }
}

/** @throws GatescopeError INVALID_ARGUMENT for a name that the network does not have */
function describe(network: Network, names: readonly string[]): ActivationDescription[] {
  const known = new Map(activationList(network).map((entry) => [entry.name, entry]));
  return names.map((name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    throw invalidArgument('activation', `one of ${[...known.keys()].join(', ')}`, name);
  });
}

function checkWidth({ columns }: Network, image: InputImage): void {
  if (image.columns === columns) return;
  throw new GatescopeError(
    'INVALID_IMAGE',
    `image: expected rows of ${columns} pixels, as the model reads, got ${image.columns}`,
    { argument: 'image' },
  );
}

function ofOneImage({ name, shape, values }: Activation, axis: 'unit' | 'class'): NamedTensor {
  const [, steps, size] = shape;
  return { name, shape: [steps, size], axes: ['step', axis], values };
}
