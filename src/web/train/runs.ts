import { computed, effect, signal } from '@preact/signals';

import { ask, watch } from '../api/client.ts';
import {
  RunCurvesDocument,
  RunsDocument,
  WatchDocument,
  type RunCurvesQuery,
  type RunRowFragment,
  type WatchSubscription,
} from '../api/documents.ts';
import { resource } from '../parts/resource.ts';
import { catalog } from '../look/models.ts';
import { state, view } from '../state/store.ts';

/** The newest runs. */
export const runs = resource<RunRowFragment[]>(() => {
  if (view.value !== 'train') return null;
  return {
    key: 'runs',
    load: async () => (await ask(RunsDocument, { first: 60 }, 'new')).runs.nodes,
  };
});

export type RunNews = WatchSubscription['runEvents'];
export type RunWithCurves = NonNullable<RunCurvesQuery['run']>;

/** The newest word of each run that is watched, by id. */
export const news = signal<ReadonlyMap<string, RunNews>>(new Map());

/** The runs as they are now. */
export const runRows = computed<RunRowFragment[]>(() =>
  (runs.value.value ?? []).map((run) => news.value.get(run.id)?.run ?? run),
);

export const isOpen = ({ status }: Pick<RunRowFragment, 'status'>): boolean =>
  status === 'QUEUED' || status === 'RUNNING';

/** Runs of this service, and not those that the zoo's weights come from. */
export const ownRuns = computed(() => runRows.value.filter((run) => !isOfZoo(run)));

/** The zoo's runs were elsewhere; nobody else may have the name of an architecture. */
export function isOfZoo({
  name,
  model,
  architecture,
}: Pick<RunRowFragment, 'name' | 'model' | 'architecture'>): boolean {
  return (name ?? model?.slug) === architecture.slug;
}

/** Whose curves are drawn: those chosen, else the newest of one's own, else of the zoo. */
export const drawnRuns = computed<string[]>(() => {
  const { runs: chosen } = state.value.train;
  if (chosen.length > 0) return chosen;
  const own = ownRuns.value;
  return (own.length > 0 ? own : runRows.value).slice(0, FEW).map(({ id }) => id);
});
const FEW = 5;

/** Curves by id; fetched anew as a run goes on. */
export const curves = signal<ReadonlyMap<string, RunWithCurves>>(new Map());

/** Most that are watched at once. */
const MOST_WATCHED = 6;
const watched = new Map<string, () => void>();
const fetched = new Map<string, string>();

/** Follows what is shown, for as long as the view is. @returns how to end it */
export function followRuns(): () => void {
  const ends = [
    effect(() => {
      const open = (runs.value.value ?? []).filter(isOpen).slice(-MOST_WATCHED);
      for (const { id } of open) if (!watched.has(id)) watched.set(id, follow(id));
    }),
    effect(() => {
      for (const id of drawnRuns.value) void fetchCurves(id, progressOf(id));
    }),
  ];
  return () => {
    for (const end of [...ends, ...watched.values()]) end();
    watched.clear();
    fetched.clear();
  };
}

function follow(id: string): () => void {
  return watch(WatchDocument, { run: id }, ({ runEvents }) => {
    const before = news.peek().get(id) ?? null;
    const kept = { ...runEvents };
    // An event says only what is new.
    kept.loss ??= before?.loss ?? null;
    kept.accuracy ??= before?.accuracy ?? null;
    kept.examplesPerSecond ??= before?.examplesPerSecond ?? null;
    news.value = new Map(news.peek()).set(id, kept);
    if (isOpen(runEvents.run)) return;
    // It has ended: there is a model more, and its place in the list is another one.
    watched.delete(id);
    runs.renew();
    catalog.renew();
  });
}

/** What tells that a curve has grown. */
function progressOf(id: string): string {
  const word = news.value.get(id);
  const row = runRows.value.find((run) => run.id === id);
  return word === undefined ? (row?.status ?? '') : `${word.accuracy} ${word.run.status}`;
}

async function fetchCurves(id: string, progress: string): Promise<void> {
  if (fetched.get(id) === progress) return;
  fetched.set(id, progress);
  const { run } = await ask(RunCurvesDocument, { run: id }, 'new').catch(() => ({ run: null }));
  if (run !== null) curves.value = new Map(curves.peek()).set(id, run);
}

/** The run that stands at the head of the view. */
export const headRun = computed<RunRowFragment | null>(() => {
  const rows = runRows.value;
  const [first] = state.value.train.runs;
  const chosen = rows.find(({ id }) => id === first);
  return (
    chosen ??
    rows.find(({ status }) => status === 'RUNNING') ??
    rows.find(isOpen) ??
    ownRuns.value[0] ??
    rows[0] ??
    null
  );
});

/** What a run is called: its name, its model's or its architecture's. */
export function runName(run: Pick<RunRowFragment, 'name' | 'model' | 'architecture'>): string {
  return run.name ?? run.model?.slug ?? run.architecture.slug;
}

/** `LSTM, 2 layers, 24 units` */
export function networkWords({
  cell,
  layers,
  units,
  title,
}: RunRowFragment['architecture']): string {
  if (cell === null || layers === null || units === null) return title;
  return `${cell}, ${layers} ${layers === 1 ? 'layer' : 'layers'}, ${units} units`;
}
