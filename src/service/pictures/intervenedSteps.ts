import type { ImageTrace } from '../reading/imageTrace.ts';

/** The steps of each intervention, `to` exclusive: all where it names none. */
export function intervenedSteps({
  changes,
  steps: all,
}: Pick<ImageTrace, 'changes' | 'steps'>): { from: number; to: number }[] {
  return (changes?.interventions ?? []).map(({ steps }) => ({
    from: steps?.from ?? 0,
    to: steps?.to ?? all,
  }));
}
