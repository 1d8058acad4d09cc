import type { Dataset } from '../../data/dataset.ts';
import { MNIST } from '../../data/mnist.ts';
import { misfit, shown } from '../../errors.ts';
import { seedStatistics } from '../../inspection/seedStatistics.ts';
import type { ResultKind } from '../../store/resultRuns.ts';
import type { EvaluationRecord, RunRecord } from '../../store/records.ts';
import type { Architecture } from '../../zoo/architecture.ts';
import { findArchitecture } from '../../zoo/architectures.ts';
import { networkByDefault, optionsByDefault } from '../../zoo/trainedByDefault.ts';
import { differentItems } from '../limits/differentItems.ts';
import { resultLimits } from '../limits/requestLimits.ts';
import { architectureAnswer, type ArchitectureAnswer } from '../records/architectureAnswer.ts';
import type { Services } from '../services.ts';
import type { ResultRequest } from './resultRequest.ts';

/** A figure of several runs that differ in their seed alone. */
export interface SeedFigures {
  mean: number;
  /** Of the sample; null for one. */
  deviation: number | null;
  /** One for each seed asked for; null where there is no run. */
  values: (number | null)[];
}

/** How well an architecture does, with records for runs. */
export interface ArchitectureResultAnswer {
  architecture: ArchitectureAnswer;
  crossEntropy: SeedFigures | null;
  accuracy: SeedFigures | null;
  runs: (RunRecord | null)[];
  missingSeeds: number[];
}

export interface ResultsAnswer {
  dataset: string;
  seeds: readonly number[];
  /** In the order of the architectures asked for. */
  results: ArchitectureResultAnswer[];
}

/**
 * @param slugs of the zoo's architectures
 * @throws GatescopeError INVALID_ARGUMENT, ARCHITECTURE_NOT_FOUND, DATASET_NOT_FOUND, DATASET_BROKEN
 */
export async function architectureResults(
  { catalog, store }: Pick<Services, 'catalog' | 'store'>,
  slugs: readonly string[],
  request: ResultRequest,
): Promise<ResultsAnswer> {
  const limits = { least: 1, most: resultLimits.seeds };
  const seeds = differentItems('seeds', request.seeds ?? [1], 'seeds', limits);
  const architectures = slugs.map(knownArchitecture);
  const dataset = await catalog.load(request.dataset ?? MNIST, 'dataset');
  const kinds = architectures.map((architecture) => resultKind(architecture, dataset));
  const runs = await store.results.newest({ kinds, seeds, datasetSha256: dataset.sha256 });
  const results = architectures.map((architecture) => {
    const own = runs.filter((run) => run.architecture === architecture.slug);
    return resultOf(architecture, seeds, own);
  });
  return { dataset: dataset.name, seeds, results };
}

/** What trainModel makes of an architecture where nothing else is asked for. */
function resultKind(architecture: Architecture, dataset: Dataset): ResultKind {
  const { seed: _, ...options } = optionsByDefault(architecture);
  const network = networkByDefault(architecture, dataset);
  return { architecture: architecture.slug, network, options };
}

function resultOf(
  architecture: Architecture,
  seeds: readonly number[],
  found: readonly RunRecord[],
): ArchitectureResultAnswer {
  const runs = seeds.map((seed) => found.find(({ options }) => options.seed === seed) ?? null);
  return {
    architecture: architectureAnswer(architecture),
    crossEntropy: figures(runs, ({ crossEntropy }) => crossEntropy),
    accuracy: figures(runs, ({ accuracy }) => accuracy),
    runs,
    missingSeeds: seeds.filter((_, n) => runs[n] === null),
  };
}

function figures(
  runs: readonly (RunRecord | null)[],
  read: (evaluation: EvaluationRecord) => number,
): SeedFigures | null {
  const values = runs.map((run) => (run?.evaluation ? read(run.evaluation) : null));
  const statistics = seedStatistics(values.filter((value) => value !== null));
  return statistics && { ...statistics, values };
}

function knownArchitecture(slug: string): Architecture {
  const found = findArchitecture(slug);
  if (found !== null) return found;
  const expected = 'slugs of the zoo’s architectures';
  throw misfit('ARCHITECTURE_NOT_FOUND', 'architectures', expected, shown(slug));
}
