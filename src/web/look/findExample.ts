import { signal } from '@preact/signals';

import { ApiError } from '../api/apiError.ts';
import { ask } from '../api/client.ts';
import { AnswersDocument, type AnswersQuery, type ImageInput } from '../api/documents.ts';
import { announce } from '../parts/announce.ts';
import type { Example } from '../state/picture.ts';
import { changeLook, look } from '../state/store.ts';
import { datasets, readsRows } from './models.ts';
import { rowCount } from './view.ts';

/** What is being looked for, in words; null when nothing is. */
export const searching = signal<string | null>(null);

type Answered = AnswersQuery['traces'][number];

/** So many images in a request; the API takes no more. */
const BATCH = 20;
const MOST_REQUESTS = 40;
/** A decision counts as late in this part of the rows. */
const LATE = 0.75;

/** Where examples are taken from: the data set of the image, or MNIST. */
function source(): { dataset: string; split: Example['split']; examples: number; index: number } {
  const { picture } = look.value;
  const [dataset, split, index] =
    picture.kind === 'example'
      ? ([picture.dataset, picture.split, picture.index] as const)
      : (['mnist', 'TEST', -1] as const);
  const found = datasets.value.find(({ name }) => name === dataset);
  const sizes = { TRAIN: found?.train, VALIDATION: found?.validation, TEST: found?.test };
  return { dataset, split, examples: sizes[split] ?? 0, index };
}

export function showExample(index: number): void {
  const { dataset, split, examples } = source();
  if (examples === 0) return;
  const within = ((index % examples) + examples) % examples;
  changeLook({ picture: { kind: 'example', dataset, split, index: within } });
}

export function stepExample(by: number): void {
  showExample(source().index + by);
}

export function randomExample(): void {
  const { examples } = source();
  showExample(Math.floor(Math.random() * examples));
}

export const nextOfClass = (label: number) =>
  find(`a ${label}`, ({ image }) => image.label === label);
export const nextMisread = () =>
  find('one that is misread', ({ decision }) => decision.correct === false);
export const nextLate = () =>
  find(
    'a late decision',
    ({ decision }) => decision.step >= LATE * rowCount.value && readsRows.value,
  );

let turn = 0;

/** Goes through the examples after the present one, and shows the first that fits. */
async function find(what: string, fits: (answer: Answered) => boolean): Promise<void> {
  const { subject } = look.value;
  const { dataset, split, examples, index } = source();
  if (subject.kind !== 'model') {
    announce('Examples are looked for with a model. Choose one under Model.');
    return;
  }
  const mine = ++turn;
  searching.value = what;
  try {
    for (let request = 0; request < MOST_REQUESTS; request++) {
      const first = index + 1 + request * BATCH;
      const images = Array.from({ length: Math.min(BATCH, examples) }, (_, n): ImageInput => {
        return { example: { dataset, split, index: (first + n) % examples } };
      });
      const { traces } = await ask(AnswersDocument, { model: subject.slug, images });
      if (mine !== turn) return;
      const found = traces.find(fits)?.image.index;
      if (found != null) {
        showExample(found);
        return;
      }
    }
    announce(`Among ${MOST_REQUESTS * BATCH} examples there is not ${what}.`);
  } catch (error) {
    announce(error instanceof ApiError ? error.message : String(error));
  } finally {
    if (mine === turn) searching.value = null;
  }
}
