import { useLayoutEffect, useRef } from 'preact/hooks';

import { floatsFromBase64 } from '../api/base64.ts';
import { ask } from '../api/client.ts';
import { FilmDocument } from '../api/documents.ts';
import { paintCells, scaleOf, unitScale } from '../look/colours.ts';
import { datasets } from '../look/models.ts';
import { grouped } from '../look/numbers.ts';
import { imageInput, pixels } from '../look/picture.ts';
import { signOf, Symbol } from '../look/symbols.tsx';
import { networkOf } from '../network/networkOfModel.ts';
import type { Values } from '../network/values.ts';
import { PanelActions } from '../parts/Panel.tsx';
import { resource } from '../parts/resource.ts';
import { pictureName, pictureText } from '../state/picture.ts';
import { go, look } from '../state/store.ts';
import { chosenStep } from './Curves.tsx';
import { curves, headRun, isOfZoo } from './runs.ts';

interface Frame {
  step: number;
  gate: Values;
  probabilities: Values;
  label: number;
  decidedAt: number;
}

/** So many frames fit beside each other. */
const MOST_FRAMES = 14;

/** The steps that are shown: the first, the last and others evenly between. */
function steps(): number[] {
  const all = curves.value.get(headRun.value?.id ?? '')?.snapshots.map(({ step }) => step) ?? [];
  if (all.length <= MOST_FRAMES) return all;
  return Array.from(
    { length: MOST_FRAMES },
    (_, n) => all[Math.round((n * (all.length - 1)) / (MOST_FRAMES - 1))]!,
  );
}

/** The gate that tells most of how a cell remembers. */
function gateOf(run: NonNullable<typeof headRun.value>): string {
  return { LSTM: 'forgetGate', GRU: 'updateGate', RNN: 'hiddenState' }[
    run.architecture.cell ?? 'RNN'
  ];
}

const frames = resource<Frame[]>(() => {
  const run = headRun.value;
  const image = pixels.value.value;
  const shown = steps();
  const { picture } = look.value;
  if (run?.architecture.cell == null || image === null || shown.length === 0) return null;
  const names = [`layers.0.${gateOf(run)}`, 'head.probabilities'];
  const input = imageInput(picture, image);
  return {
    key: [run.id, ...shown, pictureText(picture)].join(' '),
    load: () => Promise.all(shown.map((step) => frame(run.id, step, input, names))),
  };
});

async function frame(
  run: string,
  step: number,
  image: ReturnType<typeof imageInput>,
  names: string[],
): Promise<Frame> {
  const { snapshot } = await ask(FilmDocument, { run, step, image, names });
  if (snapshot === null) throw new Error('The snapshot is not there any more.');
  const [gate, probabilities] = snapshot.trace.activations.map(({ shape, base64 }) => ({
    shape,
    values: floatsFromBase64(base64),
  }));
  const { label, step: decidedAt } = snapshot.trace.decision;
  return { step, gate: gate!, probabilities: probabilities!, label, decidedAt };
}

/** A run's weights on the way, as the image of Look is read: the frames are the slider. */
export function Film() {
  const run = headRun.value;
  const found = frames.value.value;
  if (run === null) return null;
  const size = datasets.value.find(({ name }) => name === run.dataset);
  const isShown = run.architecture.cell !== null && steps().length > 0 && size !== undefined;
  const network = isShown
    ? networkOf(run.architecture, { ...size, binarizeThreshold: null })
    : null;
  const name = gateOf(run);
  const at = nearest(found ?? [], chosenStep.value);
  const range = name.endsWith('Gate') ? { least: 0, most: 1 } : { least: -1, most: 1 };
  const scale =
    found &&
    scaleOf(
      { range },
      found.map(({ gate }) => gate),
    );
  return (
    <section class="film" aria-labelledby="title-film" aria-busy={frames.isLate.value}>
      <header class="panel-head">
        <h2 id="title-film">Snapshots</h2>
        <span class="muted sub">
          {network && <Symbol sign={signOf(network, name)} isPlain />} of layer 0 as{' '}
          {pictureName(look.value.picture)} is read, the answers after each row, and where it
          decides
        </span>
        {at !== null && (
          <a
            class="look-at"
            href={`/?run=${run.id}&step=${at}`}
            onClick={(event) => openLook(event, run.id, at)}
          >
            Look at step {grouped(at)} →
          </a>
        )}
        <PanelActions name="snapshots" query={filmQuery} downloads={[]} />
      </header>
      {!isShown || found === null || scale === null ? (
        <p class="empty">{emptyWords(run)}</p>
      ) : (
        <div
          class="frames"
          role="radiogroup"
          aria-label="Snapshot"
          onKeyDown={(event) => moveFrame(event, found, at)}
        >
          {found.map((one) => (
            <button
              type="button"
              role="radio"
              aria-checked={one.step === at}
              aria-label={`Step ${one.step}: answers ${one.label}, decided at row ${one.decidedAt}`}
              tabIndex={one.step === at ? 0 : -1}
              class="frame"
              onClick={() => (chosenStep.value = one.step)}
            >
              <Cells values={one.gate} scale={scale} height={84} />
              <Cells values={one.probabilities} scale={unitScale} height={56} />
              <span class="small">
                <b>{one.label}</b> row {one.decidedAt}
              </span>
              <span class="frame-step small">{grouped(one.step)}</span>
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

function emptyWords(run: NonNullable<typeof headRun.value>): string {
  if (run.architecture.cell === null)
    return 'This network sees the whole image at once: it has no gates to see form.';
  if (isOfZoo(run)) {
    return 'The weights of the zoo come from trainings elsewhere, which left no snapshots. Train the same network here to see its gates form.';
  }
  return 'Snapshots appear with the first evaluations of the run.';
}

function nearest(all: readonly Frame[], step: number | null): number | null {
  if (all.length === 0) return null;
  if (step === null) return all.at(-1)!.step;
  return all.reduce(
    (best, { step: one }) => (Math.abs(one - step) < Math.abs(best - step) ? one : best),
    all[0]!.step,
  );
}

function moveFrame(event: KeyboardEvent, all: readonly Frame[], at: number | null): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const n = all.findIndex(({ step }) => step === at);
  const to = Math.max(0, Math.min(all.length - 1, n + by));
  chosenStep.value = all[to]!.step;
  (event.currentTarget as HTMLElement).querySelectorAll('button')[to]?.focus();
}

function openLook(event: MouseEvent, run: string, step: number): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go({
    view: 'look',
    look: { ...look.value, subject: { kind: 'snapshot', run, step }, changes: [], beside: null },
  });
}

function filmQuery() {
  const run = JSON.stringify(headRun.value?.id ?? '');
  return {
    query: `query Snapshots {\n  run(id: ${run}) {\n    snapshots {\n      step\n      trace(image: { example: { dataset: "mnist", index: 182 } }) { decision { step label } }\n    }\n  }\n}\n`,
  };
}

function Cells({
  values,
  scale,
  height,
}: {
  values: Values;
  scale: ReturnType<typeof scaleOf>;
  height: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => paintCells(canvas.current!, values, scale), [values, scale]);
  return <canvas ref={canvas} class="cells" style={{ height: `${height}px` }} aria-hidden="true" />;
}
