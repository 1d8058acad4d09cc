import type { CellName } from '../networks/recipe.ts';
import type { PresetName } from './presets.ts';

/** A statement about the first recurrent layer under a preset, and how far it is from true here. */
export interface Claim {
  statement: string;
  /** Whether the equations say so; the others are here to be measured. */
  exact: boolean;
  /** The largest deviation over the steps and units concerned. */
  error: number;
}

/** What a claim is measured on: activations of layer 0, by name within the layer, [step, unit]. */
export interface Measurements {
  fromStep: number;
  steps: number;
  units: number;
  changed: ReadonlyMap<string, Float32Array>;
  /** The same when each row is read alone, from the zero state; null where no claim is about that. */
  alone: ReadonlyMap<string, Float32Array> | null;
}

interface ClaimDefinition {
  statement: string;
  exact: boolean;
  /** Whether it compares with each row read alone. */
  needsRowsAlone?: boolean;
  /** The deviation at one step and unit. */
  deviation: (values: CellValues) => number;
}

/** Values of one unit around one step. */
interface CellValues {
  now: (name: string) => number;
  /** One step earlier, 0 before the first. */
  before: (name: string) => number;
  /** At the last step that was not changed, 0 when there is none. */
  held: (name: string) => number;
  alone: (name: string) => number;
}

const definitions: Record<CellName, Partial<Record<PresetName, ClaimDefinition[]>>> = {
  LSTM: {
    STORE_INPUT: [
      {
        statement: 'With i = 1 and f = 0, c is the candidate.',
        exact: true,
        deviation: ({ now }) => now('cellState') - now('candidate'),
      },
      {
        statement:
          'With i = 1 and f = 0, c depends on the current row alone. The candidate still contains U·h₋₁: the error is that leak.',
        exact: false,
        needsRowsAlone: true,
        deviation: ({ now, alone }) => now('cellState') - alone('cellState'),
      },
    ],
    HOLD_STATE: [
      {
        statement: 'With i = 0 and f = 1, c stays what it was.',
        exact: true,
        deviation: ({ now, held }) => now('cellState') - held('cellState'),
      },
      {
        statement:
          'With i = 0 and f = 1, h stays what it was. It is o∘tanh(c), so it moves as the output gate does: the error is how far.',
        exact: false,
        deviation: ({ now, held }) => now('hiddenState') - held('hiddenState'),
      },
    ],
    INPUT_GATE_OPEN: [
      {
        statement: 'With i = 1, c = f∘c₋₁ + c̃.',
        exact: true,
        deviation: ({ now, before }) =>
          now('cellState') - (now('forgetGate') * before('cellState') + now('candidate')),
      },
    ],
    FORGET_GATE_OPEN: [
      {
        statement: 'With f = 1, c = c₋₁ + i∘c̃.',
        exact: true,
        deviation: ({ now, before }) =>
          now('cellState') - (before('cellState') + now('inputGate') * now('candidate')),
      },
    ],
    OUTPUT_GATE_OPEN: [
      {
        statement: 'With o = 1, h = tanh(c).',
        exact: true,
        deviation: ({ now }) => now('hiddenState') - Math.tanh(now('cellState')),
      },
    ],
    COUPLED_GATES: [
      {
        statement: 'With f = 1 - i, c = (1 - i)∘c₋₁ + i∘c̃.',
        exact: true,
        deviation({ now, before }) {
          const i = now('inputGate');
          return now('cellState') - ((1 - i) * before('cellState') + i * now('candidate'));
        },
      },
    ],
  },
  GRU: {
    STORE_INPUT: [
      {
        statement: 'With z = 0 and r = 0, h depends on the current row alone.',
        exact: true,
        needsRowsAlone: true,
        deviation: ({ now, alone }) => now('hiddenState') - alone('hiddenState'),
      },
    ],
    HOLD_STATE: [
      {
        statement: 'With z = 1, h stays what it was.',
        exact: true,
        deviation: ({ now, held }) => now('hiddenState') - held('hiddenState'),
      },
    ],
  },
  RNN: {},
};

/** Whether `measureClaims` has a use for what happens when each row is read alone. */
export function needsRowsAlone(preset: PresetName, cell: CellName): boolean {
  return (definitions[cell][preset] ?? []).some((definition) => definition.needsRowsAlone);
}

/** The claims that come with a preset, measured. */
export function measureClaims(
  preset: PresetName,
  cell: CellName,
  measurements: Measurements,
): Claim[] {
  return (definitions[cell][preset] ?? []).map(({ statement, exact, deviation }) => ({
    statement,
    exact,
    error: largestDeviation(deviation, measurements),
  }));
}

function largestDeviation(
  deviation: ClaimDefinition['deviation'],
  { fromStep, steps, units, changed, alone }: Measurements,
): number {
  const read = (
    tensors: ReadonlyMap<string, Float32Array> | null,
    name: string,
    step: number,
    unit: number,
  ) => (step < 0 ? 0 : tensors!.get(name)![step * units + unit]!);
  let largest = 0;
  for (let step = fromStep; step < steps; step++) {
    for (let unit = 0; unit < units; unit++) {
      const error = deviation({
        now: (name) => read(changed, name, step, unit),
        before: (name) => read(changed, name, step - 1, unit),
        held: (name) => read(changed, name, fromStep - 1, unit),
        alone: (name) => read(alone, name, step, unit),
      });
      largest = Math.max(largest, Math.abs(error));
    }
  }
  return largest;
}
