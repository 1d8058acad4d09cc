import { GatescopeError } from '../errors.ts';
import { checkTrainingOptions } from '../networks/trainingOptionErrors.ts';
import {
  defaultTrainingOptions,
  keptWeights,
  scheduleNames,
  type TrainingOptions,
} from '../networks/trainingOptions.ts';
import type { JsonPlace } from './jsonPlace.ts';

type OptionName = keyof TrainingOptions;

const names = Object.keys(defaultTrainingOptions) as OptionName[];
const words: Partial<Record<OptionName, readonly string[]>> = {
  schedule: scheduleNames,
  keep: keptWeights,
};
/** Those that can be null, for none. */
const optional: readonly OptionName[] = ['clipNorm', 'patience'];

/** Training options that lack none, name no others, and are in their ranges. */
export function readOptions(place: JsonPlace): TrainingOptions {
  const choices = place.members(...names);
  const entries = names.map((name) => [name, optionValue(name, choices[name])]);
  const options = Object.fromEntries(entries) as TrainingOptions;
  try {
    return checkTrainingOptions(options, place.name);
  } catch (error) {
    if (!(error instanceof GatescopeError)) throw error;
    throw new GatescopeError('ZOO_BROKEN', error.message);
  }
}

/** Of the right type; `checkTrainingOptions` knows the ranges of numbers. */
function optionValue(name: OptionName, choice: JsonPlace): string | number | null {
  const allowed = words[name];
  if (allowed !== undefined) return choice.oneOf(allowed);
  if (choice.value === null && optional.includes(name)) return null;
  return choice.number(-Infinity, Infinity);
}
