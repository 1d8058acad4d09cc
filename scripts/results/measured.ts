import type { SeedStatistics } from '../../src/inspection/seedStatistics.ts';
import type { AskedService } from '../askedService.ts';
import type { SeveralSeeds } from './points.ts';

export const recurrent = [
  ...['lstm-32', 'lstm-64', 'lstm-128', 'lstm-3x32'],
  ...['gru-32', 'gru-64', 'gru-128', 'gru-3x32'],
];
export const resetBefore = ['gru-32', 'gru-64', 'gru-128', 'gru-3x32'].map(
  (slug) => `${slug}-reset-before`,
);
export const wholeImage = ['linear', 'mlp-1', 'mlp-2', 'cnn'];
export const measuredArchitectures = [...recurrent, ...resetBefore, ...wholeImage];
export const seeds = [1, 2, 3];

interface Figures extends SeedStatistics {
  values: (number | null)[];
}

/** What the database has of an architecture. */
export interface MeasuredResult {
  architecture: { slug: string };
  accuracy: Figures | null;
  crossEntropy: Figures | null;
  runs: ({ id: string } | null)[];
  missingSeeds: number[];
}

/** By architecture. */
export type Measured = ReadonlyMap<string, MeasuredResult>;

export async function measuredResults(service: AskedService): Promise<Measured> {
  const { results } = await service.ask<{ results: MeasuredResult[] }>(
    `query ($architectures: [String!]!, $seeds: [Int!]) {
      results(architectures: $architectures, seeds: $seeds) {
        architecture { slug }
        accuracy { mean deviation values }
        crossEntropy { mean deviation values }
        runs { id }
        missingSeeds
      }
    }`,
    { architectures: measuredArchitectures, seeds },
  );
  return new Map(results.map((result) => [result.architecture.slug, result]));
}

/** @throws Error where there is no run of it */
export function accuracyOf(measured: Measured, slug: string): SeveralSeeds {
  const accuracy = measured.get(slug)?.accuracy;
  if (accuracy == null) throw new Error(`${slug} has no result`);
  const { mean, deviation, values } = accuracy;
  return { mean, deviation, count: values.filter((value) => value !== null).length };
}
