import type { DatasetCatalog } from '../../data/datasetCatalog.ts';
import { invalidArgument, misfit } from '../../errors.ts';
import type { InterventionRequest } from '../../inspection/interventionRequest.ts';
import { presetInterventions, type PresetName } from '../../inspection/presets.ts';
import { recurrentNetwork } from '../../inspection/recurrentNetwork.ts';
import type { InterventionInput, PresetInput } from '../../schema/traces/interventionInput.ts';
import { readImage } from './readImage.ts';
import type { TraceSubject } from './traceSubject.ts';

/** What is asked to be changed, as it came. */
export interface ChangesInput {
  interventions?: readonly InterventionInput[] | null | undefined;
  preset?: PresetInput | null | undefined;
}

/** What is changed in a trace, ready for the inspector. */
export interface TraceChanges {
  interventions: readonly InterventionRequest[];
  preset: { name: PresetName; fromStep: number } | null;
  /** As it came, for the address of a tensor. */
  input: ChangesInput;
}

const MOST_INTERVENTIONS = 64;

/**
 * @param rows steps that the image has
 * @returns null when nothing is to be changed
 * @throws GatescopeError INVALID_ARGUMENT, naming `interventions[n]` or `preset`, NOT_RECURRENT, or
 *   what is wrong with an image to copy from
 */
export async function readChanges(
  catalog: DatasetCatalog,
  subject: TraceSubject,
  rows: number,
  input: ChangesInput,
): Promise<TraceChanges | null> {
  const { interventions, preset } = input;
  if (preset && interventions) {
    throw invalidArgument('preset', 'nothing beside interventions', preset.name);
  }
  if (preset) {
    const { name } = preset;
    const fromStep = preset.fromStep ?? 0;
    const network = recurrentNetwork(subject, 'preset');
    return {
      interventions: presetInterventions(network, rows, name, fromStep),
      preset: { name, fromStep },
      input,
    };
  }
  if (!interventions || interventions.length === 0) return null;
  recurrentNetwork(subject, 'interventions');
  if (interventions.length > MOST_INTERVENTIONS) {
    throw invalidArgument('interventions', `at most ${MOST_INTERVENTIONS}`, interventions);
  }
  const requests = interventions.map((intervention, n) =>
    readIntervention(catalog, subject, intervention, `interventions[${n}]`),
  );
  return { interventions: await Promise.all(requests), preset: null, input };
}

async function readIntervention(
  catalog: DatasetCatalog,
  subject: TraceSubject,
  { activation, steps, units, set, scale, complementOf, fromImage }: InterventionInput,
  argument: string,
): Promise<InterventionRequest> {
  const acts: (() => Promise<InterventionRequest['act']> | InterventionRequest['act'])[] = [];
  if (set != null) acts.push(() => ({ kind: 'set', value: set }));
  if (scale != null) acts.push(() => ({ kind: 'scale', factor: scale }));
  if (complementOf != null) acts.push(() => ({ kind: 'complement', of: complementOf }));
  if (fromImage != null) {
    const name = `${argument}.fromImage`;
    const read = () => readImage(catalog, fromImage, subject, name);
    acts.push(async () => ({ kind: 'copy', image: await read() }));
  }
  const [act] = acts;
  if (act === undefined || acts.length > 1) {
    const expected = 'exactly one of set, scale, complementOf and fromImage';
    throw misfit('INVALID_ARGUMENT', argument, expected, `${acts.length}`);
  }
  const range = steps && { from: steps.from ?? 0, to: steps.to };
  return { activation, steps: range, units, act: await act() };
}
