import { isRecurrent } from '../../networks/recipe.ts';
import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { pictureName } from '../state/picture.ts';
import type { Subject } from '../state/state.ts';
import { changeLook, look, moveCursor } from '../state/store.ts';
import { BesideChoice } from './BesideChoice.tsx';
import { ModelItems } from './ModelItems.tsx';
import { stepExample } from './findExample.ts';
import { catalog, isUnreadable, modelNamed, network, subjectRun } from './models.ts';
import { grouped, percent } from './numbers.ts';
import { pixels } from './picture.ts';
import { layer } from './view.ts';

/** What reads what: model or snapshot, image, layer. */
export function SubjectBar() {
  const form = network.value;
  const layers = form !== null && isRecurrent(form) ? form.recipe.layers : 0;
  return (
    <div class="subject" role="group" aria-label="What is looked at">
      <span class="pick">
        <span class="muted wide-only">Model</span>
        <ModelMenu />
      </span>
      <span class="pick">
        <span class="muted wide-only">reads</span>
        <PictureStepper />
      </span>
      {layers > 0 && (
        <span class="pick">
          <span class="muted">Layer</span>
          {layers === 1 ? (
            <span class="one-layer">
              <b>0</b> of 1
            </span>
          ) : (
            <span class="segments" role="group" aria-label="Layer">
              {Array.from({ length: layers }, (_, n) => (
                <button
                  type="button"
                  aria-pressed={n === layer.value}
                  onClick={() => moveCursor({ layer: n })}
                >
                  {n}
                </button>
              ))}
            </span>
          )}
        </span>
      )}
      <WeightsMenu />
      <BesideChoice />
      <Mistake error={catalog.error.value ?? subjectRun.error.value} />
      {isUnreadable.value && (
        <p role="alert">
          This model does not tell the class of an image row by row, and Look shows no others yet.
          GraphiQL can ask for what is inside it.
        </p>
      )}
    </div>
  );
}

export function subjectLabel(subject: Subject): string {
  return subject.kind === 'model' ? subject.slug : (subjectRun.value.value?.name ?? 'a run');
}

function ModelMenu() {
  const { subject } = look.value;
  const model = subject.kind === 'model' ? modelNamed(subject.slug) : null;
  return (
    <Menu
      name="Model"
      className="button wide-label"
      label={
        <>
          <b>{subjectLabel(subject)}</b>
          {model?.evaluation && <span class="muted">{percent(model.evaluation.accuracy)} %</span>}
          <Icon name="down" />
        </>
      }
    >
      {() => (
        <ModelItems
          current={subject}
          onChoose={(slug) => changeLook({ subject: { kind: 'model', slug } })}
        />
      )}
    </Menu>
  );
}

function PictureStepper() {
  const { picture } = look.value;
  const label = pixels.value.value?.label ?? null;
  return (
    <>
      <span class="stepper large">
        <button type="button" aria-label="Image before" onClick={() => stepExample(-1)}>
          <Icon name="left" />
        </button>
        <b>{pictureName(picture)}</b>
        <button type="button" aria-label="Next image" onClick={() => stepExample(1)}>
          <Icon name="right" />
        </button>
      </span>
      {label !== null && (
        <span class="truth">
          a <b>{label}</b>
        </span>
      )}
    </>
  );
}

/** The final weights, or those of a snapshot of the run. */
function WeightsMenu() {
  const { subject } = look.value;
  const model = subject.kind === 'model' ? modelNamed(subject.slug) : null;
  const run = subjectRun.value.value;
  if (subject.kind === 'model') {
    if (model?.run == null) return null;
    return (
      <span class="pick weights">
        <span class="muted wide-only">Weights</span>
        <span>final</span>
        <a class="muted small" href={`/train?curve=${model.run.id}`}>
          its run
        </a>
      </span>
    );
  }
  return (
    <span class="pick weights">
      <span class="muted wide-only">Weights</span>
      <Menu
        name="Snapshot"
        label={
          <>
            <b>step {grouped(subject.step)}</b>
            <Icon name="down" />
          </>
        }
      >
        {() =>
          run?.snapshots.map(({ step }) => (
            <button
              type="button"
              role="menuitemradio"
              aria-checked={step === subject.step}
              onClick={() => changeLook({ subject: { ...subject, step } })}
            >
              step {grouped(step)}
            </button>
          ))
        }
      </Menu>
      <SnapshotSlider subject={subject} steps={run?.snapshots.map(({ step }) => step) ?? []} />
    </span>
  );
}

interface SliderProps {
  subject: Extract<Subject, { kind: 'snapshot' }>;
  steps: number[];
}

/** Moves through the snapshots of a run: one sees gates form. */
function SnapshotSlider({ subject, steps }: SliderProps) {
  if (steps.length < 2) return null;
  return (
    <input
      type="range"
      min={0}
      max={steps.length - 1}
      value={steps.indexOf(subject.step)}
      aria-label="Snapshot"
      aria-valuetext={`step ${subject.step}`}
      onInput={({ currentTarget }) => {
        const step = steps[Number(currentTarget.value)];
        if (step !== undefined) changeLook({ subject: { ...subject, step } }, 'move');
      }}
    />
  );
}
