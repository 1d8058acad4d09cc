import { computed, signal } from '@preact/signals';

import { isRecurrent } from '../../networks/recipe.ts';
import type { Change, ChangeAct } from '../state/change.ts';
import { changeLook, look } from '../state/store.ts';
import { network } from './models.ts';
import { layer, rowCount, unitCount } from './view.ts';

/** Which of the changes is being edited; null for none. */
export const selectedChange = signal<number | null>(null);

export const editedChange = computed<Change | null>(
  () => look.value.changes[selectedChange.value ?? -1] ?? null,
);

/** A new change where rows and units were marked: the gate is shut there, or what there is wiped out. */
export function addBrushed(
  activation: string,
  from: [row: number, unit: number],
  to: [row: number, unit: number],
): void {
  const [first, last] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  const units = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  addChange({
    ...{ layer: layer.value, activation, isOn: true },
    units: units.length === unitCount.value ? null : units,
    rows: [Math.min(from[0], to[0]), Math.max(from[0], to[0])],
    act: { kind: 'hold', value: 0 },
  });
}

export function addChange(...added: Change[]): void {
  const changes = [...look.value.changes, ...added];
  selectedChange.value = changes.length - 1;
  changeLook({ changes, beside: null });
}

export function editChange(n: number, edit: Partial<Change>, how: 'step' | 'move' = 'step'): void {
  const changes = look.value.changes.map((change, at) =>
    at === n ? { ...change, ...edit } : change,
  );
  changeLook({ changes }, how);
}

export function removeChange(n: number): void {
  selectedChange.value = null;
  changeLook({ changes: look.value.changes.filter((_, at) => at !== n) });
}

export interface Preset {
  name: string;
  hint: string;
  changes: () => Change[];
}

type Hold = [activation: string, act: ChangeAct];
const hold = (activation: string, value: number): Hold => [activation, { kind: 'hold', value }];

/** Experiments with a name, on all layers, as the API's presets are. */
const presetsOfCell: Record<string, [name: string, hint: string, holds: Hold[]][]> = {
  LSTM: [
    ['Hold the state', 'i = 0, f = 1', [hold('inputGate', 0), hold('forgetGate', 1)]],
    ['Store the input', 'i = 1, f = 0', [hold('inputGate', 1), hold('forgetGate', 0)]],
    ['Forget gate shut', 'f = 0', [hold('forgetGate', 0)]],
    ['Forget gate open', 'f = 1', [hold('forgetGate', 1)]],
    ['Input gate open', 'i = 1', [hold('inputGate', 1)]],
    ['Output gate open', 'o = 1', [hold('outputGate', 1)]],
    ['Coupled gates', 'f = 1 − i', [['forgetGate', { kind: 'complement', of: 'inputGate' }]]],
  ],
  GRU: [
    ['Hold the state', 'z = 1', [hold('updateGate', 1)]],
    ['Store the input', 'z = 0, r = 0', [hold('updateGate', 0), hold('resetGate', 0)]],
    ['Update gate shut', 'z = 0', [hold('updateGate', 0)]],
    ['Reset gate open', 'r = 1', [hold('resetGate', 1)]],
  ],
  RNN: [['Wipe the state', 'h = 0', [hold('hiddenState', 0)]]],
};

/** Those of the cell; they act from a row to the end. */
export function presets(fromRow: number): Preset[] {
  const form = network.value;
  if (form === null || !isRecurrent(form)) return [];
  const { cell, layers } = form.recipe;
  return (presetsOfCell[cell] ?? []).map(([name, hint, holds]) => ({
    ...{ name, hint },
    changes: () =>
      Array.from({ length: layers }, (_, n) => n).flatMap((ofLayer) =>
        holds.map(([activation, act]): Change => ({
          ...{ layer: ofLayer, activation, units: null, act, isOn: true },
          rows: [fromRow, rowCount.value - 1],
        })),
      ),
  }));
}
