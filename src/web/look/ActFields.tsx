import { Segments } from '../parts/Segments.tsx';
import { pictureName } from '../state/picture.ts';
import type { Change, ChangeAct } from '../state/change.ts';
import { look } from '../state/store.ts';
import { editChange } from './changes.ts';
import { mapNames } from './mapChoice.ts';
import { network } from './models.ts';
import { signOf } from './symbols.tsx';

interface FieldProps {
  change: Change;
  n: number;
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

/** What is done there: hold, scale, complement or copy, and by how much. */
export function ActFields({ change, n }: FieldProps) {
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
