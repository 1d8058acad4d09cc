import { invalidArgument, misfit, notBoth } from '../../errors.ts';
import type { Changes, RequestedAct, RequestedIntervention, RequestedPreset } from './reading.ts';
import { imageSource, writtenImage, type WrittenImage } from './writtenImage.ts';

type Optional<T> = T | null | undefined;

/** Changes as GraphQL's arguments have them, and the JSON in an address. */
export interface WrittenChanges {
  interventions?: Optional<readonly WrittenIntervention[]>;
  preset?: Optional<{ name: RequestedPreset['name']; fromStep?: Optional<number> }>;
}

export interface WrittenIntervention {
  activation: string;
  steps?: Optional<{ from?: Optional<number>; to?: Optional<number> }>;
  units?: Optional<readonly number[]>;
  set?: Optional<number>;
  scale?: Optional<number>;
  complementOf?: Optional<string>;
  fromImage?: Optional<WrittenImage>;
}

const MOST_INTERVENTIONS = 64;

/**
 * @returns null where nothing is to be changed
 * @throws GatescopeError INVALID_ARGUMENT, naming `preset` or `interventions[n]`, INVALID_IMAGE
 */
export function requestedChanges({ interventions, preset }: WrittenChanges): Changes | null {
  if (preset) {
    if (interventions) throw notBoth('preset', 'preset', 'interventions');
    return { preset: { name: preset.name, fromStep: preset.fromStep ?? 0 } };
  }
  if (!interventions || interventions.length === 0) return null;
  if (interventions.length > MOST_INTERVENTIONS) {
    throw invalidArgument('interventions', `at most ${MOST_INTERVENTIONS}`, interventions);
  }
  return {
    interventions: interventions.map((one, n) => requestedIntervention(one, `interventions[${n}]`)),
  };
}

function requestedIntervention(
  written: WrittenIntervention,
  argument: string,
): RequestedIntervention {
  const { activation, steps, units } = written;
  return {
    activation,
    steps: steps ? { from: steps.from ?? 0, to: steps.to ?? null } : null,
    units: units ?? null,
    act: requestedAct(written, argument),
  };
}

function requestedAct(
  { set, scale, complementOf, fromImage }: WrittenIntervention,
  argument: string,
): RequestedAct {
  const acts: RequestedAct[] = [];
  if (set != null) acts.push({ kind: 'set', value: set });
  if (scale != null) acts.push({ kind: 'scale', factor: scale });
  if (complementOf != null) acts.push({ kind: 'complement', of: complementOf });
  if (fromImage != null) {
    acts.push({ kind: 'copy', image: imageSource(fromImage, `${argument}.fromImage`) });
  }
  const [act] = acts;
  if (act !== undefined && acts.length === 1) return act;
  const expected = 'exactly one of set, scale, complementOf and fromImage';
  throw misfit('INVALID_ARGUMENT', argument, expected, `${acts.length}`);
}

/** The inverse of `requestedChanges`. */
export function writtenChanges(changes: Changes): WrittenChanges {
  if ('preset' in changes) return { preset: changes.preset };
  return {
    interventions: changes.interventions.map(({ activation, steps, units, act }) => ({
      activation,
      ...(steps && { steps }),
      ...(units && { units }),
      ...writtenAct(act),
    })),
  };
}

function writtenAct(act: RequestedAct): Partial<WrittenIntervention> {
  switch (act.kind) {
    case 'set':
      return { set: act.value };
    case 'scale':
      return { scale: act.factor };
    case 'complement':
      return { complementOf: act.of };
    case 'copy':
      return { fromImage: writtenImage(act.image) };
  }
}
