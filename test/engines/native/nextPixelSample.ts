import {
  loadBinding,
  type Binding,
  type Device,
  type NetworkHandle,
  type SessionHandle,
} from '../../../src/engines/native/binding.ts';
import { networkSpec } from '../../../src/engines/native/networkSpec.ts';
import type { OptimizerSettings } from '../../../src/engines/engine.ts';
import { nativeNetwork } from '../../../src/engines/native/nativeNetwork.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { parameterCount, parameterLayout } from '../../../src/networks/parameters.ts';
import { randomUniform } from '../../../src/networks/random.ts';
import { makeRecipe, type Network, type RecipeChoices } from '../../../src/networks/recipe.ts';
import { plainAdam } from '../plainAdam.ts';

export const binding: Binding = loadBinding();

/** A next-pixel network, and the parts of its flat parameters: layers, then the head's column and bias. */
export interface NextPixelNetwork {
  /** The same layers under a classifier's head. */
  layers: Network;
  steps: number;
  units: number;
  layersLength: number;
  parameterCount: number;
}

export function nextPixelNetwork(choices: RecipeChoices, steps: number): NextPixelNetwork {
  const recipe = makeRecipe(choices);
  const layers = { recipe, rows: steps, columns: 1, classes: 2, binarizeThreshold: null };
  const layersLength = parameterLayout(layers)
    .filter(({ name }) => !name.startsWith('head.'))
    .reduce((sum, { length }) => sum + length, 0);
  const parameters = layersLength + recipe.units + 1;
  return { layers, steps, units: recipe.units, layersLength, parameterCount: parameters };
}

export function layOut(device: Device, { layers }: NextPixelNetwork): NetworkHandle {
  const spec = networkSpec(nativeNetwork(layers));
  const head = { task: 'nextPixel', classes: 1, hiddenWidths: new Int32Array(0) } as const;
  return binding.createNetwork(device, { ...spec, ...head });
}

export interface SessionChoices {
  threads?: number;
  instructionSet?: string;
  optimizer?: Partial<OptimizerSettings>;
  moments?: { firstMoment: Float32Array; secondMoment: Float32Array };
}

/** @param images bytes 0 and 1, [examples, steps] */
export function openSession(
  network: NextPixelNetwork,
  images: Uint8Array,
  parameters: Float32Array,
  { threads = 2, instructionSet, optimizer, moments }: SessionChoices = {},
): SessionHandle {
  const [fastest] = binding.instructionSets();
  const device = binding.createDevice(threads, instructionSet ?? fastest);
  const labels = new Uint8Array(images.length / network.steps);
  const split = { images, labels };
  const data = binding.createDataset({
    rows: network.steps,
    columns: 1,
    classes: 2,
    levels: Float32Array.from({ length: 256 }, (_, level) => level),
    splits: [split, split, split],
  });
  const spec = { parameters, ...moments, optimizer: { ...plainAdam, ...optimizer } };
  return binding.createSession(device, layOut(device, network), data, spec);
}

/** A step of Adam for each batch of the examples in their order. */
export function trainSteps(
  session: SessionHandle,
  batchSize: number,
  steps = 1,
  firstStep = 0,
): Promise<Float32Array> {
  const indices = Int32Array.from({ length: steps * batchSize }, (_, n) => n % batchSize);
  const rates = new Float64Array(steps).fill(0.001);
  return binding.train(session, indices, batchSize, rates, firstStep);
}

/** From one step with zero moments: the first moment is then (1 - β₁) times the gradient. */
export async function lossAndGradientOf(session: SessionHandle, batchSize: number) {
  const [loss] = await trainSteps(session, batchSize);
  const { firstMoment } = binding.read(session);
  const gradient = firstMoment.map((moment) => moment / (1 - plainAdam.beta1));
  return { loss: loss!, gradient };
}

/** Logits of every step by the equations, [examples, steps]. */
export function logitsByEquations(
  { layers, steps, units, layersLength }: NextPixelNetwork,
  parameters: Float32Array,
  images: Uint8Array,
): Float64Array {
  const withOtherHead = new Float32Array(parameterCount(layers));
  withOtherHead.set(parameters.subarray(0, layersLength));
  const batch = images.length / steps;
  const inputs = { batch, rows: steps, values: Float32Array.from(images) };
  const found = forwardByEquations(layers, withOtherHead, inputs);
  const top = parameterLayout(layers).filter(({ name }) => name.endsWith('.recurrentKernel'));
  const { values: hidden } = found.get(`layers.${top.length - 1}.hiddenState`)!;
  const head = parameters.subarray(layersLength);
  return Float64Array.from({ length: batch * steps }, (_, n) => {
    let logit = head[units]!;
    for (let unit = 0; unit < units; unit++) logit += head[unit]! * hidden[n * units + unit]!;
    return logit;
  });
}

/** Binary cross-entropy with the pixel after each step, mean over all that have one. */
export function meanLoss(logits: ArrayLike<number>, images: Uint8Array, steps: number): number {
  let sum = 0;
  for (let n = 0; n < images.length; n++) {
    if (n % steps === steps - 1) continue;
    const logit = logits[n]!;
    sum += Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - logit * images[n + 1]!;
  }
  return sum / (images.length - images.length / steps);
}

export function someImages(examples: number, steps: number): Uint8Array {
  const uniform = randomUniform(7, 'shuffle');
  return Uint8Array.from({ length: examples * steps }, (_, n) => Number(uniform(n) < 0.3));
}

/** In [-1, 1] over the root of the units: no bias is 0, where a mistake would not show. */
export function someParameters({ parameterCount: length, units }: NextPixelNetwork): Float32Array {
  const uniform = randomUniform(5, 'shuffle');
  return Float32Array.from({ length }, (_, n) => (2 * uniform(n) - 1) / Math.sqrt(units));
}
