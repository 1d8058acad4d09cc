import { readFile } from 'node:fs/promises';

import { seedStatistics, type SeedStatistics } from '../../src/inspection/seedStatistics.ts';
import type { SeveralSeeds } from './points.ts';

/** A run of the identical recipe in another library, as independent.py writes it. */
interface IndependentRun {
  /** Slug of the architecture. */
  model: string;
  framework: string;
  seed: number;
  testCrossEntropy: number;
  testAccuracy: number;
}

export interface IndependentResult {
  frameworks: string[];
  accuracy: SeveralSeeds;
  crossEntropy: SeedStatistics;
}

const file = new URL('../../docs/results/independent.json', import.meta.url);

/** By architecture, of those of `seeds` that there are. */
export async function independentResults(
  seeds: readonly number[],
): Promise<Map<string, IndependentResult>> {
  const all = JSON.parse(await readFile(file, 'utf8')) as IndependentRun[];
  const runs = all.filter(({ seed }) => seeds.includes(seed));
  const results = new Map<string, IndependentResult>();
  for (const model of new Set(runs.map((run) => run.model))) {
    const own = runs.filter((run) => run.model === model);
    results.set(model, {
      frameworks: [...new Set(own.map(({ framework }) => framework))],
      accuracy: {
        ...statistics(own.map(({ testAccuracy }) => testAccuracy)),
        count: own.length,
      },
      crossEntropy: statistics(own.map(({ testCrossEntropy }) => testCrossEntropy)),
    });
  }
  return results;
}

function statistics(values: readonly number[]): SeedStatistics {
  return seedStatistics(values) as SeedStatistics;
}
