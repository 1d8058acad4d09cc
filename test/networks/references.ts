import { readFileSync } from 'node:fs';
import type { TrainingData } from '../../src/data/trainingData.ts';
import {
  makeRecipe,
  type RecipeChoices,
  type RecurrentNetwork,
} from '../../src/networks/recipe.ts';

/** One network with fixed weights, and what PyTorch or Keras computes with it. */
export interface Reference {
  title: string;
  network: RecurrentNetwork;
  parameters: Float32Array;
  images: { batch: number; rows: number; columns: number; values: Float32Array };
  labels: number[];
  /** Top layer, [batch, step, units]. */
  hiddenStates: Float32Array;
  /** [batch, step, classes] */
  logits: Float32Array;
  /** Mean cross-entropy of the last step's logits. */
  loss: number;
  /** Of the loss, in the layout of the parameters. */
  gradients: Float32Array;
}

interface StoredReference {
  source: string;
  recipe: RecipeChoices;
  labels: number[];
  loss: number;
  parameters: string;
  images: string;
  hiddenStates: string;
  logits: string;
  gradients: string;
}

/** Of LSTM and GRU, or of the vanilla cell: see fixtures/make_references.py. */
export function readReferences(
  file: 'references.json' | 'rnnReferences.json' = 'references.json',
): Reference[] {
  const path = new URL(`fixtures/${file}`, import.meta.url);
  const { shape, references } = JSON.parse(readFileSync(path, 'utf8')) as {
    shape: { steps: number; columns: number; classes: number; batch: number };
    references: StoredReference[];
  };
  const { steps, columns, classes, batch } = shape;
  return references.map((stored) => {
    const recipe = makeRecipe(stored.recipe);
    const form = recipe.cell !== 'GRU' ? '' : recipe.resetAfter ? ' reset-after' : ' reset-before';
    return {
      title: `${recipe.cell}${form} ${recipe.layers} × ${recipe.units} (${stored.source})`,
      network: { recipe, rows: steps, columns, classes, binarizeThreshold: null },
      parameters: floats(stored.parameters),
      images: { batch, rows: steps, columns, values: floats(stored.images) },
      labels: stored.labels,
      hiddenStates: floats(stored.hiddenStates),
      logits: floats(stored.logits),
      loss: stored.loss,
      gradients: floats(stored.gradients),
    };
  });
}

/** From little-endian float32 in base64. */
export function floats(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new Float32Array(bytes.buffer);
}

/** A reference's images, whose pixels are whole numbers, as a data set of one batch. */
export function referenceData({
  network,
  images,
  labels,
}: {
  network: { classes: number };
  images: Reference['images'];
  labels: readonly number[];
}): TrainingData {
  const split = {
    examples: images.batch,
    images: Uint8Array.from(images.values),
    labels: Uint8Array.from(labels),
  };
  return {
    sha256: 'reference',
    rows: images.rows,
    columns: images.columns,
    classes: network.classes,
    splits: { TRAIN: split, VALIDATION: split, TEST: split },
    levels: Float32Array.from({ length: 256 }, (_, level) => level),
  };
}
