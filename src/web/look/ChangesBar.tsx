import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { Switch } from '../parts/Switch.tsx';
import { pictureName } from '../state/picture.ts';
import { unitsText, type Change } from '../state/change.ts';
import { changeLook, look } from '../state/store.ts';
import { addChange, editChange, presets, removeChange, selectedChange } from './changes.ts';
import { comparedMap, mapNames } from './mapChoice.ts';
import { activeChanges } from './interventions.ts';
import { network, readsRows } from './models.ts';
import { short } from './numbers.ts';
import { signOf, Symbol } from './symbols.tsx';
import { layer, row, rowCount, unit } from './view.ts';

/** What is changed inside, each as a chip that can be switched off, edited and taken away. */
export function ChangesBar() {
  const { changes } = look.value;
  if (!readsRows.value) return null;
  return (
    <div class="changes" role="group" aria-label="Changes">
      <span class="muted">Changes</span>
      {changes.map((change, n) => (
        <Chip change={change} n={n} />
      ))}
      {changes.length === 0 && (
        <span class="muted hint">
          none. Brush rows and units on a map to hold, scale, complement or copy them.
        </span>
      )}
      <button type="button" class="button plain" onClick={addHere}>
        <Icon name="plus" /> Change
      </button>
      <Menu
        className="button plain"
        label={
          <>
            Presets <Icon name="down" />
          </>
        }
      >
        {() =>
          presets(row.value >= rowCount.value - 1 ? 0 : row.value).map((preset) => (
            <button type="button" role="menuitem" onClick={() => addChange(...preset.changes())}>
              {preset.name} <span class="muted">{preset.hint}</span>
            </button>
          ))
        }
      </Menu>
      {changes.length > 1 && (
        <button type="button" class="button plain" onClick={() => changeLook({ changes: [] })}>
          Remove all
        </button>
      )}
      {changes.length > 0 && activeChanges.value.length === 0 && (
        <span class="muted hint">All are switched off: what you see is the network as it is.</span>
      )}
    </div>
  );
}

/** A change of the chosen unit from the cursor on, to begin with. */
function addHere(): void {
  const last = rowCount.value - 1;
  const name = mapNames.value.find((one) => one === comparedMap.value && one.endsWith('Gate'));
  addChange({
    ...{ layer: layer.value, activation: name ?? mapNames.value[0] ?? 'hiddenState', isOn: true },
    units: [unit.value],
    rows: [row.value >= last ? 0 : row.value, last],
    act: { kind: 'hold', value: 0 },
  });
}

function Chip({ change, n }: { change: Change; n: number }) {
  const isEdited = selectedChange.value === n;
  return (
    <span class={`chip ${change.isOn ? 'on' : ''} ${isEdited ? 'edited' : ''}`}>
      <Switch
        isOn={change.isOn}
        name={`Change ${n + 1} is on`}
        onChange={(isOn) => editChange(n, { isOn })}
      />
      <button
        type="button"
        class="chip-text"
        aria-pressed={isEdited}
        onClick={() => (selectedChange.value = isEdited ? null : n)}
      >
        <ChangeWords change={change} />
      </button>
      <button type="button" aria-label={`Remove change ${n + 1}`} onClick={() => removeChange(n)}>
        <Icon name="cross" />
      </button>
    </span>
  );
}

function ChangeWords({ change }: { change: Change }) {
  const form = network.value;
  const { activation, units, rows, act } = change;
  const where =
    units === null
      ? 'of all units'
      : `of ${units.length === 1 ? 'unit' : 'units'} ${unitsText(units).replaceAll('-', '–')}`;
  const what =
    act.kind === 'hold'
      ? `held at ${short(act.value)}`
      : act.kind === 'scale'
        ? `times ${short(act.factor)}`
        : act.kind === 'complement'
          ? `= 1 − ${form === null ? act.of : signOf(form, act.of).letter}`
          : `as in ${pictureName(act.from)}`;
  return (
    <>
      {form !== null && <Symbol sign={signOf(form, activation)} isPlain />} {where} {what}, rows{' '}
      {rows[0]}–{rows[1]}
    </>
  );
}
