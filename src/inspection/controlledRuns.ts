import { GatescopeError, misfit } from '../errors.ts';
import type { Engine, ForwardRequest } from '../engines/engine.ts';
import type { Activation } from '../networks/activations.ts';
import type { Intervention } from '../networks/interventions.ts';
import { permutation } from '../networks/random.ts';
import type { RecurrentNetwork } from '../networks/recipe.ts';
import type { InterventionRequest } from './interventionRequest.ts';

export interface ControlRequest {
  /** How many sets to draw. */
  count: number;
  seed: number;
}

/** A run in which the changes were made to other units. */
export interface ControlledRun {
  /** Of each intervention that names units, those that it was made to, ascending. */
  units: number[][];
  /** After the last row, [class]. */
  probabilities: Float32Array;
}

/** @throws GatescopeError INVALID_ARGUMENT unless some but not all units are named */
export function checkChoosesUnits(
  { recipe: { units } }: RecurrentNetwork,
  requests: readonly InterventionRequest[],
): void {
  if (requests.some((request) => request.units && request.units.length < units)) return;
  const expected = `one that names some of the ${units} units, as there are no others to draw else`;
  throw misfit('INVALID_ARGUMENT', 'interventions', expected, 'all units');
}

/**
 * A pass for each set. The units of a layer change places in a random order, so that interventions on
 * the same units stay on the same, and a set may by chance hold some that were named.
 *
 * @throws GatescopeError CLIENT_GONE
 */
export async function controlledRuns(
  engine: Engine,
  request: Pick<ForwardRequest, 'images' | 'parameters'> & { network: RecurrentNetwork },
  interventions: readonly Intervention[],
  { count, seed, unwanted }: ControlRequest & { unwanted: AbortSignal | undefined },
): Promise<ControlledRun[]> {
  const runs: ControlledRun[] = [];
  for (let set = 0; set < count; set++) {
    if (unwanted?.aborted === true) {
      throw new GatescopeError('CLIENT_GONE', 'Nobody waits for this control any more.');
    }
    const elsewhere = onOtherUnits(request.network, interventions, seed, set);
    const names = ['head.probabilities'];
    for await (const { activations } of engine.forward({
      ...{ ...request, names, interventions: elsewhere },
    })) {
      const { values, shape } = activations[0] as Activation;
      const classes = shape.at(-1) as number;
      const units = elsewhere.flatMap((one) => (one.units === null ? [] : [[...one.units]]));
      runs.push({ units, probabilities: values.slice(values.length - classes) });
    }
  }
  return runs;
}

function onOtherUnits(
  { recipe: { units, layers } }: RecurrentNetwork,
  interventions: readonly Intervention[],
  seed: number,
  set: number,
): Intervention[] {
  const places = Array.from({ length: layers }, (_, layer) =>
    permutation(seed, set * layers + layer, units, 'control'),
  );
  return interventions.map((one) => {
    if (one.units === null) return one;
    const moved = one.units.map((unit) => places[one.layer]?.[unit] as number);
    return { ...one, units: moved.sort((a, b) => a - b) };
  });
}
