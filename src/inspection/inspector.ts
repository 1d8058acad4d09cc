import type { InputImage } from '../data/inputImage.ts';
import type { Dataset } from '../data/dataset.ts';
import type { SplitName } from '../data/split.ts';
import type { EngineSource, ImageBatch } from '../engines/engine.ts';
import { describeActivations } from '../networks/activationList.ts';
import type { Activation, ActivationDescription } from '../networks/activations.ts';
import { cellOf } from '../networks/cells/cellOf.ts';
import { sumParts, type SumPart } from '../networks/sumParts.ts';
import { measureClaims, needsRowsAlone, type Claim } from './claims.ts';
import {
  checkChoosesUnits,
  controlledRuns,
  type ControlledRun,
  type ControlRequest,
} from './controlledRuns.ts';
import { checkInterventions, type InterventionRequest } from './interventionRequest.ts';
import { checkReadable, inputBatch } from './networkInput.ts';
import { presetInterventions, type PresetName } from './presets.ts';
import { resolvedAll } from './resolvedInterventions.ts';
import { recurrentNetwork } from './recurrentNetwork.ts';
import type { NamedTensor } from './namedTensor.ts';
import type { Subject } from './subject.ts';
import { neededFor, sumsOfSteps } from './sumsOfSteps.ts';
import { splitPredictions, type SplitPredictions } from './splitPredictions.ts';

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
   * @throws GatescopeError NOT_RECURRENT for interventions where there are no steps to make them at
   * @throws GatescopeError INVALID_IMAGE when the network cannot read the image
   * @throws GatescopeError ENGINE_UNAVAILABLE
   */
  async activations(
    subject: Subject,
    image: InputImage,
    names: readonly string[],
    interventions: readonly InterventionRequest[] = [],
  ): Promise<NamedTensor[]> {
    const { network } = subject;
    checkReadable(network, image, 'image');
    const parts = sumParts(network).filter(({ name }) => names.includes(name));
    const described = describeActivations(network, names, 'activation', parts);
    const images = inputBatch(network, image);
    if (parts.length === 0) {
      const found = await this.#run(subject, images, names, interventions);
      return found.map((activation, n) =>
        ofOneImage(activation, described[n] as ActivationDescription),
      );
    }
    return this.#withParts(subject, images, described, parts, interventions);
  }

  /**
   * The claims of a preset for this network and image, measured in layer 0.
   *
   * @throws GatescopeError INVALID_ARGUMENT for a preset that the cell has no gates for, or a step
   *   that is not there; NOT_RECURRENT
   */
  async claims(
    subject: Subject,
    image: InputImage,
    preset: PresetName,
    fromStep: number,
  ): Promise<Claim[]> {
    checkReadable(subject.network, image, 'image');
    const network = recurrentNetwork(subject, 'preset');
    const { recipe } = network;
    const within = cellOf(recipe).activations.map(({ name }) => name);
    const names = within.map((name) => `layers.0.${name}`);
    const read = async (images: ImageBatch, from: number) => {
      const interventions = presetInterventions(network, images.rows, preset, from);
      const found = await this.#run(subject, images, names, interventions);
      return new Map(found.map(({ values }, n) => [within[n] as string, values]));
    };
    const images = inputBatch(network, image);
    const { rows: steps } = images;
    const changed = await read(images, fromStep);
    // As a batch of images of one row each, so [row, 1, unit], which lies as [step, unit] does.
    const alone = needsRowsAlone(preset, recipe.cell)
      ? await read({ ...images, batch: steps, rows: 1 }, 0)
      : null;
    const size = { steps, units: recipe.units };
    return measureClaims(preset, recipe.cell, { fromStep, ...size, changed, alone });
  }

  /**
   * The probabilities after the last row with the same changes made to random sets of as many units,
   * one set after the other.
   *
   * @param interventions of which one names some but not all units
   * @param unwanted aborted when nobody waits for it any more
   * @returns for each set its units and [class]
   * @throws GatescopeError as `activations`, or INVALID_ARGUMENT where there are no units to choose
   */
  async control(
    subject: Subject,
    image: InputImage,
    interventions: readonly InterventionRequest[],
    { count, seed }: ControlRequest,
    unwanted?: AbortSignal,
  ): Promise<ControlledRun[]> {
    const network = recurrentNetwork(subject, 'interventions');
    const images = inputBatch(network, image);
    checkInterventions(network, images.rows, interventions, 'interventions');
    checkChoosesUnits(network, interventions);
    const engine = await this.#engines.engineFor(network, 'AUTO');
    const { parameters } = subject;
    const made = await resolvedAll(engine, { network, parameters }, images.rows, interventions);
    const request = { network, parameters, images };
    return controlledRuns(engine, request, made, { count, seed, unwanted });
  }

  /**
   * What the network answers to every example of a split: seconds of work, in short pieces.
   *
   * @param dataset with images of the size that the network reads, and no more classes
   * @param unwanted aborted when nobody waits for it any more
   * @throws GatescopeError ENGINE_UNAVAILABLE, CLIENT_GONE
   */
  async splitPredictions(
    subject: Subject,
    dataset: Dataset,
    split: SplitName,
    unwanted?: AbortSignal,
  ): Promise<SplitPredictions> {
    const engine = await this.#engines.engineFor(subject.network, 'AUTO');
    return splitPredictions(engine, subject, dataset, split, unwanted);
  }

  /** Activations of one image, some of which are parts of sums. */
  async #withParts(
    subject: Subject,
    images: ImageBatch,
    wanted: readonly ActivationDescription[],
    parts: readonly SumPart[],
    interventions: readonly InterventionRequest[],
  ): Promise<NamedTensor[]> {
    const network = recurrentNetwork(subject, 'activation');
    const made = new Set<string>(parts.map(({ name }) => name));
    const plain = wanted.map(({ name }) => name).filter((name) => !made.has(name));
    const names = [...new Set([...plain, ...parts.flatMap((part) => neededFor(network, part))])];
    const found = await this.#run(subject, images, names, interventions);
    const read = new Map(found.map((activation) => [activation.name, activation]));
    const { parameters } = subject;
    const valuesOf = (name: string) => (read.get(name) as Activation).values;
    const sums = await sumsOfSteps({ network, parameters }, images.values, parts, valuesOf);
    const ofSums = new Map(sums.map((tensor) => [tensor.name, tensor]));
    return wanted.map(
      (described) =>
        ofSums.get(described.name) ?? ofOneImage(read.get(described.name) as Activation, described),
    );
  }

  /** All images through the network; each activation [batch, …]. */
  async #run(
    subject: Subject,
    images: ImageBatch,
    names: readonly string[],
    requests: readonly InterventionRequest[],
  ): Promise<Activation[]> {
    const { network, parameters } = subject;
    const changed = requests.length === 0 ? null : recurrentNetwork(subject, 'interventions');
    if (changed !== null) checkInterventions(changed, images.rows, requests, 'interventions');
    const engine = await this.#engines.engineFor(network, 'AUTO');
    const interventions =
      changed === null
        ? []
        : await resolvedAll(engine, { network: changed, parameters }, images.rows, requests);
    const chunks: Activation[][] = [];
    for await (const { activations } of engine.forward({
      ...{ network, parameters, images, names, interventions },
    })) {
      chunks.push(activations);
    }
    return names.map((_, n) => joined(chunks.map((chunk) => chunk[n] as Activation)));
  }
}

function ofOneImage(
  { name, shape: [, ...shape], values }: Activation,
  { axes }: ActivationDescription,
): NamedTensor {
  return { name, shape, axes: [...axes], values };
}

/** Chunks along the batch as one. */
function joined(chunks: Activation[]): Activation {
  const [first, ...rest] = chunks as [Activation, ...Activation[]];
  if (rest.length === 0) return first;
  const [, ...sizes] = first.shape;
  const batch = chunks.reduce((sum, { shape }) => sum + shape[0], 0);
  const values = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.values.length, 0));
  let filled = 0;
  for (const chunk of chunks) {
    values.set(chunk.values, filled);
    filled += chunk.values.length;
  }
  return { name: first.name, shape: [batch, ...sizes], values };
}
