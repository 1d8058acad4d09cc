import type { InputImage } from '../data/inputImage.ts';
import type { EngineSource, ImageBatch } from '../engines/engine.ts';
import { describeActivations } from '../networks/activationList.ts';
import type { Activation, ActivationDescription } from '../networks/activations.ts';
import { cellOf } from '../networks/cells/cell.ts';
import type { Intervention } from '../networks/interventions.ts';
import type { Network } from '../networks/recipe.ts';
import { measureClaims, type Claim } from './claims.ts';
import { checkWidth } from './checkWidth.ts';
import { copiedValues } from './copiedValues.ts';
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
    const { network } = subject;
    checkWidth(network, image);
    const described = describeActivations(network, names, 'activation');
    checkInterventions(network, image.rows, interventions, 'interventions');
    const { rows, columns, binarized: values } = image;
    const images = { batch: 1, rows, columns, values };
    const found = await this.#run(subject, images, names, interventions);
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
    checkWidth(subject.network, image);
    const { recipe } = subject.network;
    const within = cellOf(recipe).activations.map(({ name }) => name);
    const names = within.map((name) => `layers.0.${name}`);
    const read = async (images: ImageBatch, from: number) => {
      const interventions = presetInterventions(subject.network, images.rows, preset, from);
      const found = await this.#run(subject, images, names, interventions);
      return new Map(found.map(({ values }, n) => [within[n] as string, values]));
    };
    const { rows, columns, binarized: values } = image;
    const changed = await read({ batch: 1, rows, columns, values }, fromStep);
    // As a batch of images of one row each, so [row, 1, unit], which lies as [step, unit] does.
    const alone = await read({ batch: rows, rows: 1, columns, values }, 0);
    const size = { steps: rows, units: recipe.units };
    return measureClaims(preset, recipe.cell, { fromStep, ...size, changed, alone });
  }

  /** All images through the network, with checked interventions. */
  async #run(
    subject: Subject,
    images: ImageBatch,
    names: readonly string[],
    requests: readonly InterventionRequest[],
  ): Promise<Activation[]> {
    const { network, parameters } = subject;
    const engine = await this.#engines.engineFor(network, 'AUTO');
    const copies = await copiedValues(engine, subject, requests);
    const interventions = requests.map((request) =>
      resolved(network, images.rows, request, copies.get(request)),
    );
    const chunks: Activation[][] = [];
    for await (const { activations } of engine.forward({
      ...{ network, parameters, images, names, interventions },
    })) {
      chunks.push(activations);
    }
    return names.map((_, n) => joined(chunks.map((chunk) => chunk[n] as Activation)));
  }
}

/**
 * In terms of the network.
 *
 * @param copied [step, unit], for a request to copy
 */
function resolved(
  network: Network,
  rows: number,
  { activation, steps, units, act }: InterventionRequest,
  copied: Float32Array | undefined,
): Intervention {
  const { layer, name } = cellPlace(network, activation, 'activation');
  const place = {
    layer,
    activation: name,
    steps: { from: steps?.from ?? 0, to: steps?.to ?? rows },
    units: units ?? null,
  };
  switch (act.kind) {
    case 'copy': {
      if (copied === undefined) throw new Error(`no values to copy to ${activation}`);
      return { ...place, act: { kind: 'copy', values: copied } };
    }
    case 'complement': {
      const of = cellPlace(network, act.of, 'complementOf').name;
      return { ...place, act: { kind: 'complement', of } };
    }
    default:
      return { ...place, act };
  }
}

function ofOneImage({ name, shape, values }: Activation, axis: 'unit' | 'class'): NamedTensor {
  const [, steps, size] = shape;
  return { name, shape: [steps, size], axes: ['step', axis], values };
}

/** Chunks along the batch as one. */
function joined(chunks: Activation[]): Activation {
  const [first, ...rest] = chunks as [Activation, ...Activation[]];
  if (rest.length === 0) return first;
  const [, steps, size] = first.shape;
  const values = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.values.length, 0));
  let filled = 0;
  for (const chunk of chunks) {
    values.set(chunk.values, filled);
    filled += chunk.values.length;
  }
  return { name: first.name, shape: [values.length / (steps * size), steps, size], values };
}
