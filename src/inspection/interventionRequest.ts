import type { InputImage } from '../data/inputImage.ts';
import { invalidArgument, misfit, shown } from '../errors.ts';
import { cellOf } from '../networks/cells/cellOf.ts';
import type { RecurrentNetwork } from '../networks/recipe.ts';
import { sequenceOf } from '../networks/tasks/taskOf.ts';
import { checkSelection, type Selection } from './selection.ts';

/** A change to an activation, as it is asked for: steps and units not given mean all. */
export interface InterventionRequest extends Selection {
  /** Canonical name of an activation of a recurrent layer, such as `layers.0.forgetGate`. */
  activation: string;
  act:
    | { kind: 'set'; value: number }
    | { kind: 'scale'; factor: number }
    /** Canonical name of another gate of the same layer. */
    | { kind: 'complement'; of: string }
    | { kind: 'copy'; image: InputImage };
}

/** Where an activation of a cell is: its layer, and its name there. */
export interface CellPlace {
  layer: number;
  name: string;
}

/**
 * @param argument where the requests came from, to name it in errors, such as `interventions`
 * @param steps how many steps the image has
 * @throws GatescopeError INVALID_ARGUMENT that names the request by its index and what is wrong
 */
export function checkInterventions(
  network: RecurrentNetwork,
  steps: number,
  requests: readonly InterventionRequest[],
  argument: string,
): void {
  requests.forEach((request, n) => {
    const at = `${argument}[${n}]`;
    const place = cellPlace(network, request.activation, `${at}.activation`);
    checkSelection(request, steps, network.recipe.units, `${at}.`);
    checkAct(network, place, request, steps, at);
  });
  checkNotCircular(requests, argument);
}

/** @throws GatescopeError INVALID_ARGUMENT for a name that no recurrent layer has */
export function cellPlace(
  network: RecurrentNetwork,
  activation: string,
  argument: string,
): CellPlace {
  const { layers } = network.recipe;
  const names = cellOf(network.recipe).activations.map(({ name }) => name);
  const match = /^layers\.(0|[1-9]\d*)\.(\w+)$/.exec(activation);
  const layer = Number(match?.[1]);
  const name = match?.[2] ?? '';
  if (layer < layers && names.includes(name)) return { layer, name };
  const layerPart = layers === 1 ? '0' : `from 0 to ${layers - 1}`;
  const form = `layers.N.NAME, where N is ${layerPart} and NAME one of ${names.join(', ')}`;
  if (!(layer < layers)) throw invalidArgument(argument, form, activation);
  const got = `${shown(activation)} (${network.recipe.cell} layers have no ${name})`;
  throw misfit('INVALID_ARGUMENT', argument, form, got);
}

function checkAct(
  network: RecurrentNetwork,
  place: CellPlace,
  { act, steps: range }: InterventionRequest,
  steps: number,
  at: string,
): void {
  switch (act.kind) {
    case 'set':
      return checkFinite(`${at}.set`, act.value);
    case 'scale':
      return checkFinite(`${at}.scale`, act.factor);
    case 'complement':
      return checkComplement(network, place, act.of, `${at}.complementOf`);
    case 'copy': {
      const needed = range?.to ?? steps;
      const { steps: found } = sequenceOf(network, act.image.rows);
      if (found >= needed) return;
      const what = found === act.image.rows ? 'rows' : 'pixels';
      const expected = `an image of at least ${needed} ${what}, as the steps reach that far`;
      throw misfit('INVALID_ARGUMENT', `${at}.fromImage`, expected, `${found}`);
    }
  }
}

function checkFinite(argument: string, value: number): void {
  if (Number.isFinite(Math.fround(value))) return;
  throw invalidArgument(argument, 'a number that is finite as a float32', value);
}

/** 1 - x makes sense between two gates of one layer, whose values are from 0 to 1. */
function checkComplement(
  network: RecurrentNetwork,
  place: CellPlace,
  of: string,
  argument: string,
): void {
  const gates = gateNames(network);
  if (gates.length === 0) throw invalidArgument(argument, 'to be used on a cell with gates', of);
  const source = cellPlace(network, of, argument);
  const others = gates.filter((gate) => gate !== place.name);
  const fits = gates.includes(place.name) && others.includes(source.name);
  if (fits && source.layer === place.layer) return;
  const expected = gates.includes(place.name)
    ? `another gate of the same layer (${others.join(', ')})`
    : `to be used on a gate (${gates.join(', ')}), not on ${place.name}`;
  throw invalidArgument(argument, expected, of);
}

/** The activations of a cell that are gates. */
function gateNames(network: RecurrentNetwork): string[] {
  const { activations } = cellOf(network.recipe);
  return activations.filter(({ role }) => role === 'gate').map(({ name }) => name);
}

/** A gate that is in the end its own complement has no value. */
function checkNotCircular(requests: readonly InterventionRequest[], argument: string): void {
  const sources = new Map<string, string[]>();
  for (const { activation, act } of requests) {
    if (act.kind !== 'complement') continue;
    sources.set(activation, [...(sources.get(activation) ?? []), act.of]);
  }
  const reaches = (from: string, wanted: string, seen: Set<string>): boolean =>
    (sources.get(from) ?? []).some((next) => {
      if (next === wanted) return true;
      if (seen.has(next)) return false;
      return reaches(next, wanted, seen.add(next));
    });
  for (const activation of sources.keys()) {
    if (!reaches(activation, activation, new Set())) continue;
    throw invalidArgument(
      argument,
      'complements that do not go round in a circle, at whatever steps and units',
      activation,
    );
  }
}
