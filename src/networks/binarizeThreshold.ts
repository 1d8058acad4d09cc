import { invalidArgument } from '../errors.ts';
import { liesIn, rangeInWords } from './trainingOption.ts';

/** Pixels above this are ink, where nothing else is asked for. */
export const defaultBinarizeThreshold = 0.1;

const range = { least: 0, below: 1 };

/** @throws GatescopeError INVALID_ARGUMENT for a threshold that no pixel can be above */
export function checkBinarizeThreshold(threshold: number, argument: string): number {
  if (!liesIn(range, Math.fround(threshold))) {
    throw invalidArgument(argument, rangeInWords(range), threshold);
  }
  return threshold;
}
