import { readFileSync } from 'node:fs';
import { makeRecipe, type RecipeChoices } from '../../src/networks/recipe.ts';
import { floats } from './references.ts';

interface Stored {
  shape: { rows: number; columns: number; classes: number; batch: number; longerBatch: number };
  recipe: RecipeChoices;
  parameters: string;
  images: string;
  labels: number[];
  longerImages: string;
  hiddenStates: string;
  logits: string;
  learningRate: number;
  losses: number[];
  gradients: string;
  parametersAfter: string;
}

/**
 * A batch-normalized LSTM and what PyTorch computes with it: looks inside at `longerImages`, one row
 * longer than those it is trained on, and some steps of Adam, all on the same batch. `gradients` are
 * those of the first step, without statistics. See fixtures/make_batch_normalization.py.
 */
export function readBatchNormalizationReference() {
  const path = new URL('fixtures/batchNormalization.json', import.meta.url);
  const stored = JSON.parse(readFileSync(path, 'utf8')) as Stored;
  const { rows, columns, classes, batch, longerBatch } = stored.shape;
  const { labels, learningRate, losses } = stored;
  const recipe = makeRecipe(stored.recipe);
  const longerValues = floats(stored.longerImages);
  return {
    network: { recipe, rows, columns, classes, binarizeThreshold: null },
    parameters: floats(stored.parameters),
    images: { batch, rows, columns, values: floats(stored.images) },
    labels,
    longerImages: { batch: longerBatch, rows: rows + 1, columns, values: longerValues },
    hiddenStates: floats(stored.hiddenStates),
    logits: floats(stored.logits),
    learningRate,
    losses,
    gradients: floats(stored.gradients),
    parametersAfter: floats(stored.parametersAfter),
  };
}
