import type { ImageTrace } from '../reading/imageTrace.ts';

/** The steps of each intervention, `to` exclusive: all where it names none. */
export function intervenedSteps({
  interventions,
  steps: all,
}: Pick<ImageTrace, 'interventions' | 'steps'>): { from: number; to: number }[] {
  return interventions.map(({ steps }) => ({
    from: steps?.from ?? 0,
    to: steps?.to ?? all,
  }));
}
