import { useState } from 'preact/hooks';

import { Panel } from '../parts/Panel.tsx';
import { Segments } from '../parts/Segments.tsx';
import { pictureName } from '../state/picture.ts';
import { unitsFromText, unitsText, type Change, type ChangeAct } from '../state/change.ts';
import { look } from '../state/store.ts';
import { insideQuery } from './asGraphql.ts';
import {
  editChange,
  editedChange,
  presets,
  addChange,
  removeChange,
  selectedChange,
} from './changes.ts';
import { mapNames } from './mapChoice.ts';
import { network } from './models.ts';
import { signOf } from './symbols.tsx';
import { rowCount, unitCount } from './view.ts';

/** The change that is chosen, to be edited; in the place of Draw. */
export function ChangePanel() {
  const change = editedChange.value;
  const n = selectedChange.value;
  if (change === null || n === null) return null;
  return (
    <Panel
      area="draw"
      title={`Change ${n + 1}`}
      sub={`of ${look.value.changes.length}`}
      query={insideQuery}
    >
      <div class="change-form">
        <ActivationField change={change} n={n} />
        <UnitsField key={`units ${n}`} change={change} n={n} />
        <RowsField key={`rows ${n}`} change={change} n={n} />
        <ActFields change={change} n={n} />
      </div>
      <div class="tools-row">
        <button type="button" class="button" onClick={() => editChange(n, { isOn: !change.isOn })}>
          {change.isOn ? 'Switch off' : 'Switch on'}
        </button>
        <button type="button" class="button" onClick={() => removeChange(n)}>
          Remove
        </button>
        <button type="button" class="button" onClick={() => (selectedChange.value = null)}>
          Done
        </button>
      </div>
      <h3 class="taken">Presets</h3>
      <div class="tools-row wrap">
        {presets(change.rows[0]).map((preset) => (
          <button
            type="button"
            class="button round"
            title={preset.hint}
            onClick={() => addChange(...preset.changes())}
          >
            {preset.name}
          </button>
        ))}
      </div>
    </Panel>
  );
}

interface FieldProps {
  change: Change;
  n: number;
}

function ActivationField({ change, n }: FieldProps) {
  const form = network.value;
  return (
    <label>
      <span>What</span>
      <select
        class="field"
        value={change.activation}
        onChange={({ currentTarget }) => editChange(n, { activation: currentTarget.value })}
      >
        {mapNames.value.map((name) => (
          <option value={name}>
            {form === null
              ? name
              : `${signOf(form, name).letter}${signOf(form, name).hasTilde ? '̃' : ''}  ${signOf(form, name).title}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function UnitsField({ change, n }: FieldProps) {
  const [isWrong, setWrong] = useState(false);
  const count = unitCount.value;
  const read = (text: string) => {
    const isAll = /^\s*(all)?\s*$/i.test(text);
    const units = isAll ? null : unitsFromText(text);
    const isFit = isAll || (units !== null && units.every((unit) => unit < count));
    setWrong(!isFit);
    if (isFit) editChange(n, { units });
  };
  return (
    <label>
      <span>Units</span>
      <input
        class="field"
        aria-invalid={isWrong}
        title={`Such as 3, 40–47, from 0 to ${count - 1}; or all`}
        value={
          change.units === null
            ? 'all'
            : unitsText(change.units).replaceAll('-', '–').replaceAll(',', ', ')
        }
        onChange={({ currentTarget }) => read(currentTarget.value)}
      />
      <span class="muted small">
        {isWrong
          ? `0 to ${count - 1}, such as 3, 40–47`
          : `${change.units?.length ?? count} of ${count}`}
      </span>
    </label>
  );
}

function RowsField({ change, n }: FieldProps) {
  const last = rowCount.value - 1;
  const [first, to] = change.rows;
  const set = (rows: [number, number]) => {
    if (
      rows.every((row) => Number.isInteger(row) && row >= 0 && row <= last) &&
      rows[0] <= rows[1]
    ) {
      editChange(n, { rows });
    }
  };
  return (
    <div class="label" role="group" aria-label="Rows">
      <span>Rows</span>
      <span class="two-fields">
        <input
          class="field"
          type="number"
          aria-label="First row"
          min={0}
          max={to}
          value={first}
          onChange={({ currentTarget }) => set([Number(currentTarget.value), to])}
        />
        –
        <input
          class="field"
          type="number"
          aria-label="Last row"
          min={first}
          max={last}
          value={to}
          onChange={({ currentTarget }) => set([first, Number(currentTarget.value)])}
        />
      </span>
      <span class="muted small">
        {to - first + 1} of {last + 1}
      </span>
    </div>
  );
}

/** An act of a kind, as it begins. */
function actOf(kind: ChangeAct['kind'], change: Change): ChangeAct | null {
  const gates = mapNames.value.filter(
    (name) => name.endsWith('Gate') && name !== change.activation,
  );
  switch (kind) {
    case 'hold':
      return { kind, value: 0 };
    case 'scale':
      return { kind, factor: 0.5 };
    case 'complement':
      return gates[0] === undefined ? null : { kind, of: gates[0] };
    case 'copy': {
      const { picture } = look.value;
      const index = picture.kind === 'example' ? picture.index + 1 : 0;
      return { kind, from: { kind: 'example', dataset: 'mnist', split: 'TEST', index } };
    }
  }
}

function ActFields({ change, n }: FieldProps) {
  const { act } = change;
  const isGate = change.activation.endsWith('Gate');
  const kinds = [
    { value: 'hold', label: 'Hold at' },
    { value: 'scale', label: 'Scale by' },
    ...(isGate ? [{ value: 'complement', label: 'Complement' } as const] : []),
    { value: 'copy', label: 'Copy' },
  ] as const;
  return (
    <>
      <Segments
        name="Act"
        value={act.kind}
        options={kinds}
        onChange={(kind) => {
          const next = actOf(kind, change);
          if (next !== null) editChange(n, { act: next });
        }}
      />
      <ActValue change={change} n={n} />
    </>
  );
}

function ActValue({ change, n }: FieldProps) {
  const { act } = change;
  const form = network.value;
  switch (act.kind) {
    case 'hold': {
      const least = change.activation.endsWith('Gate') ? 0 : -1;
      return (
        <Amount
          name="Value"
          value={act.value}
          least={least}
          most={1}
          set={(value, how) => editChange(n, { act: { kind: 'hold', value } }, how)}
        />
      );
    }
    case 'scale':
      return (
        <Amount
          name="Factor"
          value={act.factor}
          least={0}
          most={2}
          set={(factor, how) => editChange(n, { act: { kind: 'scale', factor } }, how)}
        />
      );
    case 'complement':
      return (
        <label>
          <span>1 minus</span>
          <select
            class="field"
            value={act.of}
            onChange={({ currentTarget }) =>
              editChange(n, { act: { kind: 'complement', of: currentTarget.value } })
            }
          >
            {mapNames.value
              .filter((name) => name.endsWith('Gate') && name !== change.activation)
              .map((name) => (
                <option value={name}>{form === null ? name : signOf(form, name).title}</option>
              ))}
          </select>
        </label>
      );
    case 'copy':
      return (
        <label>
          <span>From</span>
          <input
            class="field"
            type="number"
            min={0}
            aria-label="Test image to copy from"
            value={act.from.kind === 'example' ? act.from.index : 0}
            onChange={({ currentTarget }) => {
              const index = Math.max(0, Math.floor(Number(currentTarget.value)));
              const { picture } = look.value;
              const dataset = picture.kind === 'example' ? picture.dataset : 'mnist';
              editChange(n, {
                act: { kind: 'copy', from: { kind: 'example', dataset, split: 'TEST', index } },
              });
            }}
          />
          <span class="muted small">{pictureName(act.from)}</span>
        </label>
      );
  }
}

interface AmountProps {
  name: string;
  value: number;
  least: number;
  most: number;
  set: (value: number, how: 'step' | 'move') => void;
}

function Amount({ name, value, least, most, set }: AmountProps) {
  return (
    <div class="amount">
      <span class="muted small">{least}</span>
      <input
        type="range"
        aria-label={name}
        min={least}
        max={most}
        step={0.01}
        value={value}
        onInput={({ currentTarget }) => set(Number(currentTarget.value), 'move')}
      />
      <span class="muted small">{most}</span>
      <input
        class="field number"
        inputMode="decimal"
        aria-label={`${name}, exactly`}
        value={value}
        onChange={({ currentTarget }) => {
          const number = Number(currentTarget.value.replace('−', '-'));
          if (currentTarget.value.trim() !== '' && Number.isFinite(number)) set(number, 'step');
          else currentTarget.value = String(value);
        }}
      />
    </div>
  );
}
