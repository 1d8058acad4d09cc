import { signal } from '@preact/signals';

import { send } from '../api/client.ts';
import { ApiError } from '../api/apiError.ts';
import { TrainDocument, type TrainMutation } from '../api/documents.ts';
import { Icon } from '../parts/Icon.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { PanelActions } from '../parts/Panel.tsx';
import { Segments } from '../parts/Segments.tsx';
import { go, state } from '../state/store.ts';
import { announce } from '../parts/announce.ts';
import { Cost } from './Cost.tsx';
import { fields, shownFields, valueOf, type Field } from './fields.ts';
import { architectures, form } from './form.ts';
import { trainInput } from './trainInput.ts';
import { isOpen, runRows, runs } from './runs.ts';
import { show } from './RunsTable.tsx';

type UserError = TrainMutation['trainModel']['userErrors'][number];
const mistakes = signal<UserError[]>([]);
const failure = signal<ApiError | null>(null);
const isSending = signal(false);

function fill(name: string, value: string | null): void {
  const { [name]: _, ...rest } = form.value;
  const field = fields.find((one) => one.name === name);
  const isUsual = value === null || (field !== undefined && value === field.usual);
  go(
    { train: { ...state.value.train, form: isUsual ? rest : { ...rest, [name]: value } } },
    'move',
  );
}

/** Every option with its default and range, and what it comes to. */
export function TrainForm() {
  const zoo = form.value['architecture'];
  const submit = (event: Event) => {
    event.preventDefault();
    void train();
  };
  return (
    <form class="train-form" onSubmit={submit} aria-labelledby="title-new-run" noValidate>
      <header class="panel-head">
        <h2 id="title-new-run">New run</h2>
        <PanelActions name="new run" query={trainQuery} downloads={[]} />
      </header>
      <Segments
        name="What to train"
        value={zoo === undefined ? 'own' : 'zoo'}
        options={[
          { value: 'zoo', label: 'From the zoo' },
          { value: 'own', label: 'Own recipe' },
        ]}
        onChange={(value) => fill('architecture', value === 'zoo' ? 'gru-64' : null)}
      />
      {zoo !== undefined && (
        <label class="form-row">
          <span>Architecture</span>
          <select
            class="field"
            value={zoo}
            onChange={({ currentTarget }) => fill('architecture', currentTarget.value)}
          >
            {(architectures.value.value ?? []).map(({ slug }) => (
              <option value={slug}>{slug}</option>
            ))}
          </select>
          <FieldMistake name="architecture" />
        </label>
      )}
      {shownFields(form.value).map(
        (field) => field.isRare !== true && <FormRow key={field.name} field={field} />,
      )}
      <details class="further" open={hasRare()}>
        <summary>Further options</summary>
        {shownFields(form.value).map(
          (field) => field.isRare === true && <FormRow key={field.name} field={field} />,
        )}
      </details>
      <Cost />
      {mistakes.value
        .filter(({ field }) => !isShownBeside(field))
        .map((error) => (
          <Mistake error={error} />
        ))}
      <Mistake error={failure.value} />
      <p class="form-end">
        <button class="button primary" type="submit" disabled={isSending.value}>
          <Icon name="play" /> Train
        </button>
        <span class="muted small">{waitWords()}</span>
      </p>
    </form>
  );
}

/** Whether one of the seldom changed is changed. */
function hasRare(): boolean {
  return fields.some(({ name, isRare }) => isRare === true && form.value[name] !== undefined);
}

function waitWords(): string {
  const open = runRows.value.filter(isOpen).length;
  if (open === 0) return 'Begins at once.';
  return open === 1 ? 'Waits behind 1 run.' : `Waits behind ${open} runs.`;
}

function FormRow({ field }: { field: Field }) {
  const { name, label, kind, hint, usual, options = [] } = field;
  const value = valueOf(form.value, field);
  const isChanged = value !== usual;
  const id = `field-${name}`;
  const isWrong = mistakes.value.some((error) => fieldOf(error.field) === name);
  const usualWords = options.find(([one]) => one === usual)?.[1] ?? (usual === '' ? 'none' : usual);
  const words = [hint, isChanged ? `is ${usualWords}` : ''].filter((one) => one !== '').join('; ');
  return (
    <div class="form-row">
      <label for={id} class={isChanged ? 'strong' : undefined}>
        {label}
      </label>
      {kind === 'choice' ? (
        <Segments
          name={label}
          value={value}
          options={options.map(([one, shown]) => ({ value: one, label: shown }))}
          onChange={(one) => fill(name, one)}
        />
      ) : (
        <input
          id={id}
          class={`field ${kind === 'number' ? 'number' : ''} ${isChanged ? 'strong' : ''}`}
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          placeholder={
            usual === ''
              ? name === 'name'
                ? 'made up'
                : name === 'patience'
                  ? 'never'
                  : 'none'
              : usual
          }
          value={value}
          aria-invalid={isWrong}
          aria-describedby={`hint-${name}`}
          onInput={({ currentTarget }) =>
            fill(name, currentTarget.value === '' ? null : currentTarget.value)
          }
        />
      )}
      <span class="muted small hint-text" id={`hint-${name}`}>
        {words}
      </span>
      <FieldMistake name={name} />
    </div>
  );
}

/** The last part of a path such as `input.recipe.units`. */
function fieldOf(path: string | null): string {
  return path?.split('.').at(-1)?.replace(/\[.*/, '') ?? '';
}

function isShownBeside(path: string | null): boolean {
  const name = fieldOf(path);
  return (
    name === 'architecture' ||
    shownFields(form.value).some((field) => field.name === (name === 'seed' ? 'seeds' : name))
  );
}

function FieldMistake({ name }: { name: string }) {
  const own = mistakes.value.filter(
    ({ field }) => fieldOf(field) === name || (name === 'seeds' && fieldOf(field) === 'seed'),
  );
  return (
    <>
      {own.map((error) => (
        <Mistake error={error} />
      ))}
    </>
  );
}

async function train(): Promise<void> {
  isSending.value = true;
  failure.value = null;
  try {
    const { trainModel } = await send(TrainDocument, { input: trainInput(form.value) });
    mistakes.value = trainModel.userErrors;
    const [first] = trainModel.runs;
    if (first === undefined) return;
    announce('The run is in the queue.');
    runs.renew();
    show(first.id);
  } catch (error) {
    failure.value = error instanceof ApiError ? error : new ApiError('INTERNAL', String(error));
  } finally {
    isSending.value = false;
  }
}

function trainQuery() {
  return {
    query:
      'mutation Train($input: TrainModelInput!) {\n  trainModel(input: $input) {\n    runs { id }\n    userErrors { field message code }\n  }\n}\n',
    variables: { input: trainInput(form.value) },
  };
}
