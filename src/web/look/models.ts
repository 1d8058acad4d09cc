import { computed } from '@preact/signals';

import type { Network } from '../../networks/recipe.ts';
import { isRecurrent } from '../../networks/recipe.ts';
import { ask } from '../api/client.ts';
import {
  ModelsDocument,
  RunCurvesDocument,
  type ListedFragment,
  type ModelsQuery,
  type RunCurvesQuery,
} from '../api/documents.ts';
import { loadWeights } from '../network/loadWeights.ts';
import { networkOf } from '../network/networkOfModel.ts';
import { resource } from '../parts/resource.ts';
import type { Subject } from '../state/state.ts';
import { look } from '../state/store.ts';

/** Every model and data set that there is. */
export const catalog = resource<ModelsQuery>(() => ({
  key: 'catalog',
  load: () => ask(ModelsDocument, {}, 'new'),
}));

export const models = computed(() => catalog.value.value?.models.nodes ?? []);
export const datasets = computed(() => catalog.value.value?.datasets ?? []);

/** Those that tell the class of an image row by row, or of all of it at once: what Look can show. */
export const readableModels = computed(() => models.value.filter(isReadable));

function isReadable({ task }: ListedFragment): boolean {
  return task.name === 'CLASSIFY' && task.scan === 'ROWS';
}

/** Whether what is asked for is a model that Look cannot show. */
export const isUnreadable = computed(() => {
  const { subject } = look.value;
  const model = subject.kind === 'model' ? modelNamed(subject.slug) : null;
  return model !== null && !isReadable(model);
});

export function modelNamed(slug: string): ListedFragment | null {
  return models.value.find((model) => model.slug === slug) ?? null;
}

/** A run that a subject is a snapshot of, with its curve and the steps that it has. */
export type SubjectRun = NonNullable<RunCurvesQuery['run']>;

/** Of the run, where one looks into a snapshot. */
export const subjectRun = resource<SubjectRun>(() => {
  const { subject } = look.value;
  if (subject.kind !== 'snapshot') return null;
  return { key: subject.run, load: () => runNamed(subject.run) };
});

async function runNamed(run: string): Promise<SubjectRun> {
  const { run: found } = await ask(RunCurvesDocument, { run }, 'new');
  if (found === null) throw new Error('The run is not there any more.');
  return found;
}

/** The form of what reads, fitted to its data set; null until it is known. */
export const network = computed<Network | null>(() => networkOfSubject(look.value.subject));

export function networkOfSubject(subject: Subject): Network | null {
  const [form, dataset, options] =
    subject.kind === 'model' ? partsOfModel(subject.slug) : partsOfRun(subject.run);
  const size = datasets.value.find(({ name }) => name === dataset);
  if (form === null || size === undefined) return null;
  const { rows, columns, classes } = size;
  const binarizeThreshold =
    options?.pixels === 'GREY' ? null : (options?.binarizeThreshold ?? DEFAULT_THRESHOLD);
  return networkOf(form, { rows, columns, classes, binarizeThreshold });
}

const DEFAULT_THRESHOLD = 0.1;

type Parts = [
  form: ListedFragment['architecture'] | null,
  dataset: string,
  options: { pixels: string; binarizeThreshold: number | null } | null,
];

function partsOfModel(slug: string): Parts {
  const model = modelNamed(slug);
  if (model === null || !isReadable(model)) return [null, '', null];
  return [model.architecture, model.dataset, model.run?.options ?? null];
}

function partsOfRun(run: string): Parts {
  const found = subjectRun.value.value;
  if (found === null || found.id !== run) return [null, '', null];
  return [found.architecture, found.dataset, found.options];
}

/** Whether what reads goes row by row; true until it is known. */
export const readsRows = computed(() => network.value === null || isRecurrent(network.value));

/** The parameters, for what is computed here; null until they are there. */
export const parameters = resource<{ sha256: string; values: Float32Array; network: Network }>(
  () => {
    const { subject } = look.value;
    const form = network.value;
    const model = subject.kind === 'model' ? modelNamed(subject.slug) : null;
    if (model === null || form === null) return null;
    const { weights } = model;
    return {
      key: weights.sha256,
      load: async () => ({
        sha256: weights.sha256,
        values: await loadWeights(weights, form),
        network: form,
      }),
    };
  },
  6,
);
