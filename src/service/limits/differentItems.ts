import { misfit } from '../../errors.ts';
import { checkEachOnce } from '../../inspection/eachOnce.ts';

/**
 * Checks a list that someone gives: so many items, no two the same.
 *
 * @param things what they are in the plural, as errors call them
 * @throws GatescopeError INVALID_ARGUMENT, naming the argument
 */
export function differentItems<T extends string | number>(
  argument: string,
  items: readonly T[],
  things: string,
  { least, most }: { least: number; most: number },
): readonly T[] {
  if (items.length < least || items.length > most) {
    const got = items.length === 0 ? 'none' : `${items.length}`;
    throw misfit('INVALID_ARGUMENT', argument, `${least} to ${most} ${things}`, got);
  }
  checkEachOnce(argument, items);
  return items;
}
