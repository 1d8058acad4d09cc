import { misfit, shown } from '../errors.ts';

/**
 * Without repeats an answer is never larger than what there is, and nothing is done twice.
 *
 * @throws GatescopeError INVALID_ARGUMENT, naming the argument
 */
export function checkEachOnce(argument: string, list: readonly (string | number)[]): void {
  const seen = new Set<string | number>();
  for (const item of list) {
    if (seen.has(item)) {
      throw misfit('INVALID_ARGUMENT', argument, 'each once', `${shown(item)} twice`);
    }
    seen.add(item);
  }
}
