import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import type { InterventionRequest } from '../../inspection/interventionRequest.ts';
import { presetInterventions } from '../../inspection/presets.ts';
import { recurrentNetwork } from '../../inspection/recurrentNetwork.ts';
import { openImage } from './openImage.ts';
import type { Changes, RequestedIntervention } from './reading.ts';
import { argumentNames } from './readingNames.ts';
import type { TraceSubject } from './traceSubject.ts';

/**
 * What is changed in a trace, ready for the inspector.
 *
 * @param steps as many as the subject takes to read the image
 * @throws GatescopeError INVALID_ARGUMENT, naming `preset`, NOT_RECURRENT, or what is wrong with an
 *   image to copy from
 */
export async function openChanges(
  catalog: DatasetCatalog,
  subject: TraceSubject,
  steps: number,
  changes: Changes | null,
): Promise<InterventionRequest[]> {
  if (changes === null) return [];
  if ('preset' in changes) {
    const { name, fromStep } = changes.preset;
    return presetInterventions(recurrentNetwork(subject, 'preset'), steps, name, fromStep);
  }
  recurrentNetwork(subject, 'interventions');
  const { interventions } = changes;
  return Promise.all(
    interventions.map((intervention, n) =>
      openIntervention(catalog, subject, intervention, `interventions[${n}]`),
    ),
  );
}

async function openIntervention(
  catalog: DatasetCatalog,
  subject: TraceSubject,
  { act, ...place }: RequestedIntervention,
  argument: string,
): Promise<InterventionRequest> {
  if (act.kind !== 'copy') return { ...place, act };
  const names = argumentNames(`${argument}.fromImage`);
  const image = await openImage(catalog, act.image, subject, names);
  return { ...place, act: { kind: 'copy', image } };
}
