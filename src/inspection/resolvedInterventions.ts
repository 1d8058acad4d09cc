import type { Engine } from '../engines/engine.ts';
import type { Intervention } from '../networks/interventions.ts';
import type { RecurrentNetwork } from '../networks/recipe.ts';
import { copiedValues } from './copiedValues.ts';
import { cellPlace, type InterventionRequest } from './interventionRequest.ts';
import type { RecurrentSubject } from './subject.ts';

/** Checked requests in terms of the network, with what they copy. */
export async function resolvedAll(
  engine: Engine,
  subject: RecurrentSubject,
  rows: number,
  requests: readonly InterventionRequest[],
): Promise<Intervention[]> {
  const copies = await copiedValues(engine, subject, requests);
  return requests.map((request) => resolved(subject.network, rows, request, copies.get(request)));
}

/**
 * In terms of the network.
 *
 * @param copied [step, unit], for a request to copy
 */
function resolved(
  network: RecurrentNetwork,
  rows: number,
  { activation, steps, units, act }: InterventionRequest,
  copied: Float32Array | undefined,
): Intervention {
  const { layer, name } = cellPlace(network, activation, 'activation');
  const place = {
    layer,
    activation: name,
    steps: { from: steps?.from ?? 0, to: steps?.to ?? rows },
    units: units ?? null,
  };
  switch (act.kind) {
    case 'copy': {
      if (copied === undefined) throw new Error(`no values to copy to ${activation}`);
      return { ...place, act: { kind: 'copy', values: copied } };
    }
    case 'complement': {
      const of = cellPlace(network, act.of, 'complementOf').name;
      return { ...place, act: { kind: 'complement', of } };
    }
    default:
      return { ...place, act };
  }
}
