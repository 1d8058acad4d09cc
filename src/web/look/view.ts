import { computed } from '@preact/signals';

import { isRecurrent } from '../../networks/recipe.ts';
import type { Values } from '../network/values.ts';
import { pictureName } from '../state/picture.ts';
import { look } from '../state/store.ts';
import { answersOf, type Answers } from './answers.ts';
import { network } from './models.ts';
import { besideReading, reading, type Reading } from './reading.ts';

/** Rows of the image that is shown; MNIST's until one is there. */
export const rowCount = computed(() => reading.value.value?.picture.rows ?? 28);

/** The row of the cursor, within the image. */
export const row = computed(() => {
  const last = rowCount.value - 1;
  return Math.min(look.value.cursor.row ?? last, last);
});

/** The layer of the cursor, within the network. */
export const layer = computed(() => {
  const form = network.value;
  if (form === null || !isRecurrent(form)) return 0;
  return Math.min(look.value.cursor.layer, form.recipe.layers - 1);
});

export const unitCount = computed(() => {
  const form = network.value;
  return form !== null && isRecurrent(form) ? form.recipe.units : 0;
});

/** The unit of the cursor, within the layer. */
export const unit = computed(() =>
  Math.max(0, Math.min(look.value.cursor.unit, unitCount.value - 1)),
);

/** One of two readings that are compared. */
export interface Side {
  title: string;
  reading: Reading;
  activations: Reading['activations'];
}

/** Two readings beside each other: untouched and changed, or this and another. */
export interface Compared {
  kind: 'change' | 'beside';
  first: Side;
  second: Side;
  /** Whether they have the same units, so that one can be taken from the other. */
  hasDifference: boolean;
}

export const compared = computed<Compared | null>(() => {
  const main = reading.value.value;
  if (main === null) return null;
  const { beside, subject, picture } = look.value;
  const other = besideReading.value.value;
  if (beside !== null && other !== null) {
    const isSubject = 'subject' in beside;
    const titles = isSubject
      ? [subjectTitle(subject), subjectTitle(beside.subject)]
      : [pictureName(picture), pictureName(beside.picture)];
    return {
      kind: 'beside',
      first: { title: titles[0]!, reading: main, activations: main.activations },
      second: { title: titles[1]!, reading: other, activations: other.activations },
      hasDifference: !isSubject || sameForm(main, other),
    };
  }
  if (main.untouched === null) return null;
  return {
    kind: 'change',
    first: { title: 'untouched', reading: main, activations: main.untouched },
    second: { title: 'changed', reading: main, activations: main.activations },
    hasDifference: true,
  };
});

function sameForm({ network: a }: Reading, { network: b }: Reading): boolean {
  return (
    isRecurrent(a) &&
    isRecurrent(b) &&
    a.recipe.cell === b.recipe.cell &&
    a.recipe.units === b.recipe.units
  );
}

export function subjectTitle(subject: typeof look.value.subject): string {
  return subject.kind === 'model' ? subject.slug : `step ${subject.step}`;
}

/** What is answered, and in a comparison by each side. */
export const answers = computed<Answers | null>(() => {
  const main = reading.value.value;
  return main === null ? null : answersOf(main.activations);
});
export const firstAnswers = computed<Answers | null>(() => {
  const pair = compared.value;
  return pair === null ? null : answersOf(pair.first.activations);
});
export const secondAnswers = computed<Answers | null>(() => {
  const pair = compared.value;
  return pair === null ? null : answersOf(pair.second.activations);
});

/** The values of an activation of the layer that is looked at. */
export function ofLayer(activations: Reading['activations'], name: string): Values | null {
  return activations.get(`layers.${layer.value}.${name}`) ?? null;
}

/** One number of it. */
export function valueAt(values: Values | null, atRow: number, atUnit: number): number {
  if (values === null || atRow < 0) return 0;
  return values.values[atRow * (values.shape[1] ?? 0) + atUnit] ?? 0;
}
