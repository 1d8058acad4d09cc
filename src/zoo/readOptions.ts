import {
  defaultTrainingOptions,
  optionNames,
  trainingOptions,
  type TrainingOptions,
} from '../networks/trainingOptions.ts';
import type { JsonPlace } from './jsonPlace.ts';

/** Training options that lack none, name no others, and are in their ranges. */
export function readOptions(place: JsonPlace): TrainingOptions {
  const choices = place.members(...optionNames);
  const options: TrainingOptions = { ...defaultTrainingOptions };
  for (const name of optionNames) {
    const { value } = choices[name];
    const fault = trainingOptions[name].fault(value, options);
    if (fault !== null) throw choices[name].misfit(fault);
    Object.assign(options, { [name]: value });
  }
  return options;
}
