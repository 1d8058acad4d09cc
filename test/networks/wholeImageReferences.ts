import { readFileSync } from 'node:fs';
import type { Activation } from '../../src/networks/activations.ts';
import type { WholeImageNetwork, WholeImageRecipe } from '../../src/networks/recipe.ts';
import { floats, type Reference } from './references.ts';

/** One network of the whole image, and what PyTorch computes with it. */
export interface WholeImageReference {
  title: string;
  network: WholeImageNetwork;
  parameters: Float32Array;
  images: Reference['images'];
  labels: number[];
  /** All of them, by name. */
  activations: Map<string, Activation>;
  loss: number;
  gradients: Float32Array;
  /** After the steps of `optimizer`. */
  parametersAfter: Float32Array;
}

interface StoredReference {
  recipe: WholeImageRecipe;
  parameters: string;
  images: string;
  labels: number[];
  activations: Record<string, { shape: Activation['shape']; values: string }>;
  loss: number;
  gradients: string;
  parametersAfter: string;
}

interface Stored {
  shape: { rows: number; columns: number; classes: number; batch: number };
  optimizer: {
    beta1: number;
    beta2: number;
    epsilon: number;
    weightDecay: number;
    clipNorm: number;
  };
  learningRates: number[];
  references: StoredReference[];
}

/** See fixtures/make_whole_image.py. */
export function readWholeImageReferences() {
  const path = new URL('fixtures/wholeImage.json', import.meta.url);
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  const { rows, columns, classes, batch } = stored.shape;
  const references = stored.references.map((found): WholeImageReference => {
    const { recipe, labels, loss } = found;
    return {
      title: `convolutions [${recipe.convolutions.join()}], dense [${recipe.dense.join()}]`,
      network: { recipe, rows, columns, classes, binarizeThreshold: null },
      parameters: floats(found.parameters),
      images: { batch, rows, columns, values: floats(found.images) },
      labels,
      activations: new Map(
        Object.entries(found.activations).map(([name, { shape, values }]) => [
          name,
          { name, shape, values: floats(values) },
        ]),
      ),
      loss,
      gradients: floats(found.gradients),
      parametersAfter: floats(found.parametersAfter),
    };
  });
  const learningRates = Float64Array.from(stored.learningRates);
  return { optimizer: stored.optimizer, learningRates, references };
}
