import { Segments } from '../parts/Segments.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { grouped, percent } from '../look/numbers.ts';
import { go, state } from '../state/store.ts';
import type { RunRowFragment } from '../api/documents.ts';
import { Dash, lookOf } from './Curves.tsx';
import { drawnRuns, isOpen, networkWords, news, runName, runRows, runs } from './runs.ts';
import { signal } from '@preact/signals';

const search = signal('');

/** Every run; one or more are chosen to have their curves drawn. */
export function RunsTable() {
  const all = runRows.value;
  const status = state.value.train.status;
  const fits = (run: RunRowFragment) =>
    (status === null || bucketOf(run) === status) &&
    `${runName(run)} ${run.architecture.slug}`.includes(search.value.trim().toLowerCase());
  const shown = all.filter(fits);
  const count = (bucket: string) => all.filter((run) => bucketOf(run) === bucket).length;
  const buckets = ['training', 'waiting', 'done', 'failed'];
  return (
    <section class="runs" aria-labelledby="title-runs">
      <header class="panel-head">
        <h2 id="title-runs">Runs</h2>
        <span class="filters">
          <Segments
            name="Which runs"
            value={status ?? 'all'}
            options={[
              { value: 'all', label: `All ${all.length}` },
              ...buckets.map((value) => ({
                value,
                label: `${value[0]!.toUpperCase()}${value.slice(1)} ${count(value)}`,
              })),
            ]}
            onChange={(value) =>
              go(
                { train: { ...state.value.train, status: value === 'all' ? null : value } },
                'move',
              )
            }
          />
          <input
            class="field"
            type="search"
            placeholder="Name or architecture"
            aria-label="Name or architecture"
            value={search.value}
            onInput={({ currentTarget }) => (search.value = currentTarget.value)}
          />
        </span>
      </header>
      <Mistake error={runs.error.value} />
      {all.length === 0 && runs.value.value !== null ? (
        <p class="empty">No run yet. Train the recipe on the left: it takes a few seconds.</p>
      ) : (
        <div class="table-scroll" tabIndex={0} role="region" aria-label="Table of runs">
          <table class="run-table">
            <thead>
              <tr>
                <th scope="col">
                  <span class="unseen">curve</span>
                </th>
                <th scope="col">name</th>
                <th scope="col">state</th>
                <th scope="col">network</th>
                <th scope="col" class="number">
                  step
                </th>
                <th scope="col" class="number">
                  test error, %
                </th>
                <th scope="col" class="number">
                  cross-entropy
                </th>
                <th scope="col" class="number">
                  seconds
                </th>
                <th scope="col">engine</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((run) => (
                <RunLine run={run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function RunLine({ run }: { run: RunRowFragment }) {
  const n = drawnRuns.value.indexOf(run.id);
  const word = news.value.get(run.id);
  const step = word?.step ?? run.step;
  return (
    <tr class={n === 0 ? 'strong' : undefined}>
      <td>
        <button
          type="button"
          class="curve-toggle"
          aria-pressed={n !== -1}
          aria-label={`Curve of ${runName(run)}`}
          onClick={() => toggle(run.id)}
        >
          {n === -1 ? <span class="empty-box" /> : <Dash {...lookOf(n)} />}
        </button>
      </td>
      <th scope="row">
        <button type="button" class="as-link" onClick={() => show(run.id)}>
          {runName(run)}
        </button>
      </th>
      <td title={run.error?.message}>{stateWords(run, step)}</td>
      <td>{networkWords(run.architecture)}</td>
      <td class="number">
        {isOpen(run) ? `${grouped(step)} / ${grouped(run.totalSteps)}` : grouped(run.step)}
      </td>
      <td class="number">
        {run.evaluation
          ? percent(1 - run.evaluation.accuracy)
          : word?.accuracy
            ? percent(1 - word.accuracy)
            : '–'}
      </td>
      <td class="number">{run.evaluation?.crossEntropy.toFixed(4) ?? '–'}</td>
      <td class="number">{seconds(run)}</td>
      <td>{run.engine ?? '–'}</td>
    </tr>
  );
}

function bucketOf({ status }: RunRowFragment): string {
  return {
    RUNNING: 'training',
    QUEUED: 'waiting',
    SUCCEEDED: 'done',
    FAILED: 'failed',
    CANCELED: 'failed',
  }[status];
}

export function stateWords(run: RunRowFragment, step: number): string {
  switch (run.status) {
    case 'QUEUED':
      if (run.waitingReason !== null) return `waits: ${run.waitingReason}`;
      return run.queuePosition === 1
        ? 'waits, next in the queue'
        : `waits, ${run.queuePosition ?? ''} in the queue`;
    case 'RUNNING':
      return `trains, ${Math.floor((100 * step) / run.totalSteps)} %`;
    case 'SUCCEEDED':
      if (run.stoppedEarly) return `stopped early, kept step ${grouped(run.keptStep ?? run.step)}`;
      return 'done';
    case 'FAILED':
      return `failed: ${run.error?.code ?? ''}`;
    case 'CANCELED':
      return 'canceled';
  }
}

function seconds({ startedAt, finishedAt }: RunRowFragment): string {
  if (startedAt === null || finishedAt === null || startedAt === finishedAt) return '–';
  return ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1);
}

/** Puts it at the head; its curve is drawn first. */
export function show(id: string): void {
  const rest = drawnRuns.value.filter((other) => other !== id);
  go({ train: { ...state.value.train, runs: [id, ...rest].slice(0, MOST_CURVES) } });
}

const MOST_CURVES = 24;

function toggle(id: string): void {
  const drawn = drawnRuns.value;
  const runsNow = drawn.includes(id) ? drawn.filter((other) => other !== id) : [...drawn, id];
  go({ train: { ...state.value.train, runs: runsNow.slice(-MOST_CURVES) } }, 'move');
}
