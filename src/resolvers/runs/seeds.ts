import { invalidArgument, misfit, type GatescopeError } from '../../errors.ts';
import { defaultTrainingOptions, trainingLimits } from '../../networks/trainingOptions.ts';
import type { TrainModelInput } from '../../schema/runs/trainModel.ts';
import type { NewRun } from '../../store/records.ts';
import { newRecordId } from '../../store/recordId.ts';
import type { Mistakes } from './mistakes.ts';
import { modelName } from './modelNames.ts';

/** One run by itself, or a series of runs. */
export interface Seeds {
  values: readonly number[];
  areSeries: boolean;
}

/** Null where `mistakes` has heard of one. */
export function chosenSeeds({ seed, seeds }: TrainModelInput, mistakes: Mistakes): Seeds | null {
  if (seeds === null || seeds === undefined) {
    return { values: [seed ?? defaultTrainingOptions.seed], areSeries: false };
  }
  const errors: GatescopeError[] = [];
  if (seed !== null && seed !== undefined) {
    errors.push(misfit('INVALID_ARGUMENT', 'input.seeds', 'nothing beside input.seed', 'both'));
  }
  if (seeds.length < 1 || seeds.length > trainingLimits.seeds) {
    errors.push(invalidArgument('input.seeds', `1 to ${trainingLimits.seeds} seeds`, seeds));
  }
  const repeated = seeds.find((value, n) => seeds.indexOf(value) !== n);
  if (repeated !== undefined) {
    const got = `${repeated} twice`;
    errors.push(misfit('INVALID_ARGUMENT', 'input.seeds', 'each seed once', got));
  }
  return mistakes.unless(errors, () => ({ values: seeds, areSeries: true }));
}

/** @param run with the name that was asked for, and any seed */
export function oneForEachSeed(seeds: Seeds, run: Omit<NewRun, 'seriesId'>): NewRun[] {
  const seriesId = seeds.areSeries ? newRecordId().id : null;
  return seeds.values.map((seed) => ({
    ...run,
    name: run.name === null ? null : modelName(run.name, seeds, seed),
    options: { ...run.options, seed },
    seriesId,
  }));
}
