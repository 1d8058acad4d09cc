import { readFileSync } from 'node:fs';
import { parameterCount, parameterLayout } from '../../../src/networks/parameters.ts';
import {
  makeRecipe,
  type RecipeChoices,
  type RecurrentNetwork,
} from '../../../src/networks/recipe.ts';
import type { TaskName } from '../../../src/networks/tasks/task.ts';

/** What PyTorch computes in float64: see test/networks/fixtures/make_tasks.py. */
export interface TaskRecord {
  task: TaskName;
  recipe: RecipeChoices;
  loss: number;
  /** [batch, step, output] */
  logits: number[];
  gradients: Record<string, number[]>;
}

const path = new URL('../fixtures/tasks.json', import.meta.url);
export const taskRecords = JSON.parse(readFileSync(path, 'utf8')) as TaskRecord[];

export const size = { batch: 3, rows: 5, columns: 4, classes: 4 } as const;

/** The fractions of n times the golden ratio, less a half: the rule that both sides share. */
const spread = (n: number) => (Math.imul(n, 0x9e3779b9) >>> 0) / 2 ** 32 - 0.5;

/** 0 or 1 each, [batch, row, column] */
export const pixels = Uint8Array.from({ length: size.batch * size.rows * size.columns }, (_, n) =>
  Number(spread(n + 7) > 0.1),
);
export const labels = Uint8Array.from({ length: size.batch }, (_, n) => n % size.classes);

export function networkOf(task: TaskName, recipe: RecipeChoices): RecurrentNetwork {
  const { rows, columns, classes } = size;
  return {
    recipe: makeRecipe({ ...recipe, head: 'AFFINE' }),
    ...{ rows, columns, classes, binarizeThreshold: 0.5 },
    task: { name: task, scan: { order: 'PIXELS' } },
  };
}

export function parametersOf(network: RecurrentNetwork): Float32Array {
  const values = new Float32Array(parameterCount(network));
  for (const { shape, offset, length } of parameterLayout(network)) {
    const scale = 2 / Math.sqrt(shape[0] as number);
    for (let n = offset; n < offset + length; n++) values[n] = spread(n) * scale;
  }
  return values;
}
