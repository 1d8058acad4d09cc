import type { RunRecord } from '../../store/records.ts';

type Named = Pick<RunRecord, 'architecture' | 'name' | 'options'>;

/**
 * What a legend calls each run: its architecture; with the seed where others have the same; and with
 * the run's name, or its place in the list, where that is not enough either.
 */
export function curveNames(runs: readonly Named[]): string[] {
  const ways: ((run: Named, place: number) => string)[] = [
    ({ architecture }) => architecture,
    ({ architecture, options }) => `${architecture}, seed ${options.seed}`,
    ({ architecture, options, name }, place) =>
      `${architecture}, seed ${options.seed} (${name ?? `run ${place + 1}`})`,
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
