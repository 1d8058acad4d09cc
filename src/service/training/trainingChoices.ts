import { invalidArgument, type GatescopeError } from '../../errors.ts';
import {
  checkBinarizeThreshold,
  defaultBinarizeThreshold,
} from '../../networks/binarizeThreshold.ts';
import {
  optionsWithDefaults,
  trainingOptionErrors,
  type TrainingOptions,
} from '../../networks/trainingOptions.ts';
import type { Architecture } from '../../zoo/architecture.ts';
import { optionsByDefault } from '../../zoo/trainedByDefault.ts';
import type { Mistakes } from './mistakes.ts';
import type { RunRequest } from './runRequest.ts';

/**
 * The options that are asked for, with those of the architecture and the defaults for the rest; the seed
 * is left to each run. One that `mistakes` has heard of may be anything.
 *
 * @param architecture null where there is a mistake in it
 */
export function chosenOptions(
  input: RunRequest,
  architecture: Architecture | null,
  mistakes: Mistakes,
): TrainingOptions {
  const defaults = optionsByDefault(architecture ?? {});
  const options = { ...optionsWithDefaults(input, defaults), seed: defaults.seed };
  mistakes.note(optionErrors(options, architecture));
  return options;
}

/** For each option that is out of its range, or that the recipe does not take. */
function optionErrors(
  options: TrainingOptions,
  architecture: Architecture | null,
): GatescopeError[] {
  const errors = trainingOptionErrors(options, 'input');
  const takesDropout = architecture === null || 'cell' in architecture.recipe;
  if (takesDropout || options.dropout === 0) return errors;
  const expected = 'nothing or 0 (only recurrent layers have dropout)';
  const others = errors.filter(({ argument }) => argument !== 'input.dropout');
  return [...others, invalidArgument('input.dropout', expected, options.dropout)];
}

/**
 * The threshold of binarization; null for grey values.
 *
 * @throws GatescopeError INVALID_ARGUMENT
 */
export function chosenThreshold({ pixels, binarizeThreshold }: RunRequest): number | null {
  const given = binarizeThreshold ?? null;
  if (pixels === 'GREY') {
    if (given === null) return null;
    throw invalidArgument('input.binarizeThreshold', 'none with pixels: GREY', given);
  }
  return checkBinarizeThreshold(given ?? defaultBinarizeThreshold, 'input.binarizeThreshold');
}
