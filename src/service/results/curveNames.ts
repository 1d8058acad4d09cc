import type { ModelRecord, RunRecord } from '../../store/records.ts';
import { slugCandidates } from '../../store/slug.ts';

type Named = Pick<RunRecord, 'id' | 'architecture' | 'name' | 'options'>;

/**
 * What a legend calls each run: its architecture; with the seed where others have the same; and where
 * that is not enough either, the slug of its model, or the one that is made for it. The order of the
 * runs changes nothing.
 *
 * @param models by the id of their run; runs that have made none are left out
 */
export function curveNames(
  runs: readonly Named[],
  models: ReadonlyMap<string, Pick<ModelRecord, 'slug'>>,
): string[] {
  const ways: ((run: Named) => string)[] = [
    ({ architecture }) => architecture,
    ({ architecture, options }) => `${architecture}, seed ${options.seed}`,
    (run) => models.get(run.id)?.slug ?? (slugCandidates(run)[0] as string),
    // A run that failed may bear the name of one that has succeeded since.
    (run) => slugCandidates({ ...run, name: null })[0] as string,
  ];
  const written = ways.map((way) => runs.map(way));
  return runs.map((_, place) => {
    const found = written.map((names) => names[place] as string);
    const alone = found.find((name, way) => occurrences(written[way] as string[], name) === 1);
    return alone ?? (found.at(-1) as string);
  });
}

function occurrences(names: readonly string[], name: string): number {
  return names.filter((other) => other === name).length;
}
