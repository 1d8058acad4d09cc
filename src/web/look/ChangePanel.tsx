import { useState } from 'preact/hooks';

import { Panel } from '../parts/Panel.tsx';
import { unitsFromText, unitsText, type Change } from '../state/change.ts';
import { look } from '../state/store.ts';
import { ActFields } from './ActFields.tsx';
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
