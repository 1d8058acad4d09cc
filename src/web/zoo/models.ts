import { computed } from '@preact/signals';

import type { ListedFragment } from '../api/documents.ts';
import { models } from '../look/models.ts';
import { go, state } from '../state/store.ts';
import type { State } from '../state/state.ts';

export type Column =
  | 'model'
  | 'cell'
  | 'units'
  | 'layers'
  | 'parameters'
  | 'accuracy'
  | 'crossEntropy'
  | 'engine'
  | 'trained';

/** What a column sorts by; absent values come last whichever way. */
const keys: Record<Column, (model: ListedFragment) => string | number | null> = {
  model: ({ slug }) => slug,
  cell: ({ architecture }) => architecture.cell,
  units: ({ architecture }) => architecture.units,
  layers: ({ architecture }) => architecture.layers,
  parameters: ({ parameterCount }) => parameterCount,
  accuracy: ({ evaluation }) => evaluation?.accuracy ?? null,
  crossEntropy: ({ evaluation }) => evaluation?.crossEntropy ?? null,
  engine: ({ run }) => run?.engine ?? null,
  trained: ({ createdAt }) => createdAt,
};

export const zoo = computed(() => state.value.zoo);

export function changeZoo(change: Partial<State['zoo']>, how: 'step' | 'move' = 'step'): void {
  go({ zoo: { ...zoo.value, ...change } }, how);
}

/** Filtered and sorted as the address says. */
export const shownModels = computed(() => {
  const { search, cell, sort, descending } = zoo.value;
  const words = search.toLowerCase().split(/\s+/);
  const key = keys[sort in keys ? (sort as Column) : 'accuracy'];
  return models.value
    .filter(({ slug, architecture }) => {
      const text = `${slug} ${architecture.slug} ${architecture.title}`.toLowerCase();
      return (
        words.every((word) => text.includes(word)) &&
        (cell === null || (architecture.cell ?? 'none') === cell)
      );
    })
    .sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1);
    });
});

/** The model whose card is open: the one chosen, else the first of the table. */
export const cardModel = computed(() => {
  const chosen = models.value.find(({ slug }) => slug === zoo.value.model);
  return chosen ?? shownModels.value[0] ?? null;
});

export function sortBy(column: Column): void {
  const { sort, descending } = zoo.value;
  const isText = column === 'model' || column === 'cell' || column === 'engine';
  changeZoo({ sort: column, descending: sort === column ? !descending : !isText }, 'move');
}
