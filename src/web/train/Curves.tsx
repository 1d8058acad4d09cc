import { computed, signal } from '@preact/signals';

import { PanelActions } from '../parts/Panel.tsx';
import { csvOf } from '../parts/files.ts';
import { grouped, percent } from '../look/numbers.ts';
import { CurveChart, type Curve } from './CurveChart.tsx';
import { curves, drawnRuns, headRun, isOpen, news, runName, type RunWithCurves } from './runs.ts';

/** The step that all charts and the film of snapshots share; null while none is chosen. */
export const chosenStep = signal<number | null>(null);

const DASHES = [undefined, [6, 3], [2, 3], [8, 3, 2, 3], [3, 2], [10, 4]];

const drawn = computed<RunWithCurves[]>(() =>
  drawnRuns.value.map((id) => curves.value.get(id)).filter((run) => run !== undefined),
);

/** How the n-th of the drawn runs looks. */
export function lookOf(n: number): { mark: number; dash: number[] | undefined } {
  return { mark: (n % 6) + 1, dash: DASHES[n % DASHES.length] };
}

const errorCurves = computed<Curve[]>(() =>
  drawn.value.map((run, n) => ({
    ...{ label: runName(run), ...lookOf(n), isBold: run.id === headRun.value?.id },
    points: run.accuracy.map(({ step, value }) => ({
      step,
      value: Math.max(LEAST, 100 * (1 - value)),
    })),
  })),
);

/** A logarithmic axis has no place for 0: less than one error in 100,000. */
const LEAST = 1e-3;

const lossCurves = computed<Curve[]>(() => {
  const run = curves.value.get(headRun.value?.id ?? '');
  if (run === undefined) return [];
  return [
    { label: 'test', mark: 1, dash: undefined, points: run.test, isBold: true },
    { label: 'train', mark: 2, dash: [2, 3], points: run.train },
  ];
});

export function Curves() {
  const head = headRun.value;
  return (
    <div class="curves">
      <section class="curve-panel" aria-labelledby="title-error">
        <header class="panel-head">
          <h2 id="title-error">Test error, %</h2>
          <span class="muted sub">logarithmic, not smoothed</span>
          <PanelActions
            name="test error"
            query={errorQuery}
            downloads={curveDownloads('error', errorCurves.value)}
          />
        </header>
        <div class="chart-and-legend">
          <CurveChart
            curves={errorCurves.value}
            height={216}
            step={chosenStep.value}
            onStep={choose}
            label="Test error"
          />
          <Legend />
        </div>
      </section>
      <section class="curve-panel" aria-labelledby="title-loss">
        <header class="panel-head">
          <h2 id="title-loss">Cross-entropy, nats</h2>
          <span class="muted sub">{head === null ? '' : runName(head)}</span>
          <PanelActions
            name="cross-entropy"
            query={lossQuery}
            downloads={curveDownloads('loss', lossCurves.value)}
          />
        </header>
        <CurveChart
          curves={lossCurves.value}
          height={216}
          step={chosenStep.value}
          onStep={choose}
          label="Cross-entropy"
        />
        <p class="small legend-line">
          {lossCurves.value.map((curve) => (
            <span class={`mark-${curve.mark}`}>
              {curve.label} {valueAt(curve, chosenStep.value)?.toFixed(4) ?? '–'}
            </span>
          ))}
        </p>
      </section>
    </div>
  );
}

function choose(step: number | null): void {
  if (step !== null) chosenStep.value = step;
}

/** The value at a step, or the last before it; the last of all where no step is chosen. */
function valueAt({ points }: Curve, step: number | null): number | undefined {
  if (step === null) return points.at(-1)?.value;
  return points.findLast((point) => point.step <= step)?.value;
}

function Legend() {
  const step = chosenStep.value;
  return (
    <table class="legend-table">
      <thead>
        <tr>
          <th scope="col">run</th>
          <th scope="col" class="number">
            {step === null ? 'now' : `step ${grouped(step)}`}
          </th>
          <th scope="col" class="number">
            last
          </th>
        </tr>
      </thead>
      <tbody>
        {errorCurves.value.map((curve) => (
          <tr class={curve.isBold ? 'strong' : undefined}>
            <th scope="row" class={`mark-${curve.mark}`}>
              <Dash mark={curve.mark} dash={curve.dash} /> {curve.label}
            </th>
            <td class="number">{valueAt(curve, step)?.toFixed(2) ?? '–'}</td>
            <td class="number">{curve.points.at(-1)?.value.toFixed(2) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Dash({ mark, dash }: { mark: number; dash: number[] | undefined }) {
  return (
    <svg class={`dash mark-${mark}`} viewBox="0 0 20 4" aria-hidden="true">
      <line x1="0" y1="2" x2="20" y2="2" stroke-dasharray={dash?.join(' ')} />
    </svg>
  );
}

function errorQuery() {
  const parts = drawnRuns.value.map(
    (id, n) =>
      `  run${n}: run(id: ${JSON.stringify(id)}) { name curve(metric: ACCURACY) { step value } }`,
  );
  return { query: `query TestError {\n${parts.join('\n')}\n}\n` };
}

function lossQuery() {
  const id = JSON.stringify(headRun.value?.id ?? '');
  return {
    query: `query CrossEntropy {\n  run(id: ${id}) {\n    test: curve(metric: CROSS_ENTROPY) { step value }\n    train: curve(metric: CROSS_ENTROPY, split: TRAIN) { step value }\n  }\n}\n`,
  };
}

function curveDownloads(name: string, lines: Curve[]) {
  return [
    {
      label: 'CSV',
      file: `curves-${name}.csv`,
      make: () =>
        csvOf([
          ['run', 'step', name],
          ...lines.flatMap(({ label, points }) =>
            points.map(({ step, value }) => [label, step, value]),
          ),
        ]),
    },
  ];
}

/** What is known of a run that is under way. */
export function RunHead() {
  const run = headRun.value;
  if (run === null) return null;
  const word = news.value.get(run.id);
  const step = word?.step ?? run.step;
  const accuracy =
    run.evaluation?.accuracy ?? word?.accuracy ?? curves.value.get(run.id)?.accuracy.at(-1)?.value;
  const epoch = (run.options.epochs * step) / Math.max(1, run.totalSteps);
  const figures: [string, string, string][] = [
    ['step', grouped(step), `of ${grouped(run.totalSteps)}`],
    ['epoch', epoch.toFixed(1), `of ${run.options.epochs}`],
    ['loss of the last batches', word?.loss?.toFixed(4) ?? '–', 'nats'],
    ['test accuracy', accuracy == null ? '–' : percent(accuracy), '%'],
    [
      'speed',
      word?.examplesPerSecond ? grouped(Math.round(word.examplesPerSecond)) : '–',
      'examples / s',
    ],
    [
      'time left',
      isOpen(run) && word?.secondsLeft != null ? `${Math.ceil(word.secondsLeft)} s` : '–',
      '',
    ],
    [
      'queue',
      run.queuePosition === null ? '–' : String(run.queuePosition),
      run.queuePosition === 1 ? 'is next' : '',
    ],
  ];
  return (
    <>
      <dl class="run-figures">
        {figures.map(([name, value, of]) => (
          <div>
            <dt class="small muted">{name}</dt>
            <dd>
              <b class="big">{value}</b> <span class="muted">{of}</span>
            </dd>
          </div>
        ))}
      </dl>
      <progress
        class="run-progress"
        max={1}
        value={run.totalSteps === 0 ? 0 : run.status === 'SUCCEEDED' ? 1 : step / run.totalSteps}
        aria-label="Progress"
      />
    </>
  );
}
