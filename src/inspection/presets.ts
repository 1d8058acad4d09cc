import { type GatescopeError, invalidArgument, misfit } from '../errors.ts';
import { cellNames } from '../networks/cells/cellOf.ts';
import type { CellName, RecurrentNetwork } from '../networks/recipe.ts';
import type { InterventionRequest } from './interventionRequest.ts';

/**
 * Experiments with a name. The first two answer what a gated cell can do at all; the others are the
 * variants of the LSTM that Greff et al. (arXiv 1503.04069) took it apart into, as clamps.
 */
export const presetNames = [
  'STORE_INPUT',
  'HOLD_STATE',
  'INPUT_GATE_OPEN',
  'FORGET_GATE_OPEN',
  'OUTPUT_GATE_OPEN',
  'COUPLED_GATES',
] as const;
export type PresetName = (typeof presetNames)[number];

/** What a preset does to a gate of every recurrent layer. */
type GateAct =
  | { gate: string; kind: 'set'; value: number }
  | { gate: string; kind: 'complement'; of: string };

const open = (gate: string): GateAct => ({ gate, kind: 'set', value: 1 });
const shut = (gate: string): GateAct => ({ gate, kind: 'set', value: 0 });

/** What each preset does to a cell; the presets that a cell lacks make no sense for it. */
const acts: Record<CellName, Partial<Record<PresetName, GateAct[]>>> = {
  LSTM: {
    STORE_INPUT: [open('inputGate'), shut('forgetGate')],
    HOLD_STATE: [shut('inputGate'), open('forgetGate')],
    INPUT_GATE_OPEN: [open('inputGate')],
    FORGET_GATE_OPEN: [open('forgetGate')],
    OUTPUT_GATE_OPEN: [open('outputGate')],
    COUPLED_GATES: [{ gate: 'forgetGate', kind: 'complement', of: 'inputGate' }],
  },
  GRU: {
    STORE_INPUT: [shut('updateGate'), shut('resetGate')],
    HOLD_STATE: [open('updateGate')],
  },
  RNN: {},
};

/**
 * A preset as interventions on every recurrent layer, from a step to the end.
 *
 * @param steps how many steps the image has
 * @throws GatescopeError INVALID_ARGUMENT for a preset that the cell has no gates for, or a step that
 *   is not there
 */
export function presetInterventions(
  network: RecurrentNetwork,
  steps: number,
  preset: PresetName,
  fromStep: number,
): InterventionRequest[] {
  const { cell, layers } = network.recipe;
  const ofCell = acts[cell][preset];
  if (ofCell === undefined) {
    throw misfittingPreset(cell, preset);
  }
  if (!Number.isInteger(fromStep) || fromStep < 0 || fromStep >= steps) {
    throw invalidArgument('preset.fromStep', `a step from 0 to ${steps - 1}`, fromStep);
  }
  return Array.from({ length: layers }, (_, layer) => `layers.${layer}`).flatMap((layer) =>
    ofCell.map((act) => ({
      activation: `${layer}.${act.gate}`,
      steps: { from: fromStep },
      act:
        act.kind === 'set'
          ? { kind: 'set', value: act.value }
          : { kind: 'complement', of: `${layer}.${act.of}` },
    })),
  );
}

/** `preset.name: expected STORE_INPUT or HOLD_STATE for GRU layers, got COUPLED_GATES (it needs LSTM layers)`. */
function misfittingPreset(cell: CellName, preset: PresetName): GatescopeError {
  const fitting = presetNames.filter((name) => acts[cell][name] !== undefined);
  const cells = cellNames.filter((name) => acts[name][preset] !== undefined);
  const expected =
    fitting.length === 0
      ? `none for ${cell} layers, which have no gates`
      : `${fitting.join(' or ')} for ${cell} layers`;
  const got = `${preset} (it needs ${cells.join(' or ')} layers)`;
  return misfit('INVALID_ARGUMENT', 'preset.name', expected, got);
}
