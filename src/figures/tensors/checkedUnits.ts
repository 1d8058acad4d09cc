import { invalidArgument } from '../../errors.ts';

/** @throws GatescopeError INVALID_ARGUMENT unless there is a whole number for each column */
export function checkedUnits(
  units: readonly number[] | undefined,
  columns: number,
): readonly number[] | undefined {
  if (units === undefined) return undefined;
  if (units.length !== columns) {
    throw invalidArgument('units', `a number for each of ${columns} columns`, units.length);
  }
  const wrong = units.find((unit) => !Number.isInteger(unit) || unit < 0);
  if (wrong === undefined) return units;
  throw invalidArgument('units', 'whole numbers from 0', wrong);
}
