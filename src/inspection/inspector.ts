import type { InputImage } from '../data/inputImage.ts';
import type { EngineSource } from '../engines/engine.ts';
import { GatescopeError, invalidArgument } from '../errors.ts';
import { activationList } from '../networks/activationList.ts';
import type { Activation, ActivationDescription } from '../networks/activations.ts';
import { cellOf } from '../networks/cells/cell.ts';
import type { Intervention } from '../networks/interventions.ts';
import type { Network } from '../networks/recipe.ts';
import { measureClaims, type Claim } from './claims.ts';
import { cellPlace, checkInterventions, type InterventionRequest } from './interventionRequest.ts';
import { presetInterventions, type PresetName } from './presets.ts';

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
   * @param interventions changes made on the way; the values read are the changed ones
   * @throws GatescopeError INVALID_ARGUMENT for a name that is not there or an intervention that
   *   makes no sense, naming `interventions[n]`
   * @throws GatescopeError INVALID_IMAGE when the image is not as wide as the network reads
   * @throws GatescopeError ENGINE_UNAVAILABLE
   */
  async activations(
    subject: Subject,
    image: InputImage,
    names: readonly string[],
    interventions: readonly InterventionRequest[] = [],
  ): Promise<NamedTensor[]> {
    const { network, parameters } = subject;
    checkWidth(network, image, 'image');
    const described = describe(network, names);
    checkInterventions(network, image.rows, interventions, 'interventions');
    const resolved = await Promise.all(
      interventions.map((request) => this.#resolve(subject, image.rows, request)),
    );
    const engine = await this.#engines.engineFor(network, 'AUTO');
    const { rows, columns, binarized } = image;
    const found: Activation[] = [];
    for await (const chunk of engine.forward({
      network,
      parameters,
      images: { batch: 1, rows, columns, values: binarized },
      names,
      interventions: resolved,
    })) {
      found.push(...chunk.activations);
    }
    return found.map((activation, n) =>
      ofOneImage(activation, (described[n] as ActivationDescription).axis),
    );
  }

  /**
   * The claims of a preset for this network and image, measured in layer 0.
   *
   * @throws GatescopeError INVALID_ARGUMENT for a preset that the cell has no gates for, or a step
   *   that is not there
   */
  async claims(
    subject: Subject,
    image: InputImage,
    preset: PresetName,
    fromStep: number,
  ): Promise<Claim[]> {
    const { recipe } = subject.network;
    const within = cellOf(recipe).activations.map(({ name }) => name);
    const names = within.map((name) => `layers.0.${name}`);
    const read = async (part: InputImage, from: number) => {
      const interventions = presetInterventions(subject.network, part.rows, preset, from);
      const tensors = await this.activations(subject, part, names, interventions);
      return new Map(tensors.map((tensor, n) => [within[n] as string, tensor]));
    };
    const changed = await read(image, fromStep);
    const rows = await Promise.all(rowsOf(image).map((row) => read(row, 0)));
    const alone = new Map(within.map((name) => [name, oneAfterAnother(rows, name)]));
    return measureClaims(preset, recipe.cell, { fromStep, changed, alone });
  }

  /** In terms of the network; what is copied is read from the other image's untouched run. */
  async #resolve(
    subject: Subject,
    rows: number,
    { activation, steps, units, act }: InterventionRequest,
  ): Promise<Intervention> {
    const { network } = subject;
    const { layer, name } = cellPlace(network, activation, 'activation');
    const place = {
      layer,
      activation: name,
      steps: { from: steps?.from ?? 0, to: steps?.to ?? rows },
      units: units ?? null,
    };
    switch (act.kind) {
      case 'copy': {
        const [donor] = await this.activations(subject, act.image, [activation]);
        return { ...place, act: { kind: 'copy', values: (donor as NamedTensor).values } };
      }
      case 'complement': {
        const of = cellPlace(network, act.of, 'complementOf').name;
        return { ...place, act: { kind: 'complement', of } };
      }
      default:
        return { ...place, act };
    }
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

function checkWidth({ columns }: Network, image: InputImage, argument: string): void {
  if (image.columns === columns) return;
  throw new GatescopeError(
    'INVALID_IMAGE',
    `${argument}: expected rows of ${columns} pixels, as the model reads, got ${image.columns}`,
    { argument },
  );
}

function ofOneImage({ name, shape, values }: Activation, axis: 'unit' | 'class'): NamedTensor {
  const [, steps, size] = shape;
  return { name, shape: [steps, size], axes: ['step', axis], values };
}

/** Each row as an image of its own. */
function rowsOf({ rows, columns, pixels, binarized }: InputImage): InputImage[] {
  return Array.from({ length: rows }, (_, row) => ({
    rows: 1,
    columns,
    pixels: pixels.subarray(row * columns, (row + 1) * columns),
    binarized: binarized.subarray(row * columns, (row + 1) * columns),
    example: null,
  }));
}

/** Tensors of one step each, [1, unit], as one [step, unit]. */
function oneAfterAnother(
  steps: readonly ReadonlyMap<string, NamedTensor>[],
  name: string,
): NamedTensor {
  const tensors = steps.map((step) => step.get(name) as NamedTensor);
  const [first] = tensors as [NamedTensor];
  const values = Float32Array.from(tensors.flatMap((tensor) => [...tensor.values]));
  return { ...first, shape: [tensors.length, first.values.length], values };
}
