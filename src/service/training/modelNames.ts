import { invalidArgument, misfit, shown, type GatescopeError } from '../../errors.ts';
import { slugForm } from '../../store/slug.ts';
import type { Store } from '../../store/store.ts';
import { findArchitecture } from '../../zoo/architectures.ts';
import type { Seeds } from './seeds.ts';

const LONGEST = 64;

/** What the model of a run is called. */
export function modelName(asked: string, { areSeries }: Seeds, seed: number): string {
  return areSeries ? `${asked}-seed-${seed}` : asked;
}

/**
 * @param asked the name in the request
 * @param seeds null where there is a mistake in them: then `asked` itself is checked
 * @throws GatescopeError INVALID_ARGUMENT, NAME_TAKEN
 */
export async function checkModelNames(
  asked: string | null,
  seeds: Seeds | null,
  models: Store['models'],
): Promise<void> {
  if (asked === null) return;
  if (!slugForm.test(asked)) {
    const expected = '1 to 64 of the characters a-z, 0-9 and -, the first not a -';
    throw invalidArgument('input.name', expected, asked);
  }
  const names =
    seeds === null ? [asked] : seeds.values.map((seed) => modelName(asked, seeds, seed));
  const excess = Math.max(...names.map((name) => name.length)) - LONGEST;
  if (excess > 0) {
    const expected = `at most ${asked.length - excess} characters, as the models are called NAME-seed-N`;
    throw misfit('INVALID_ARGUMENT', 'input.name', expected, `${asked.length}`);
  }
  for (const name of names) {
    if (findArchitecture(name) !== null) throw nameReserved(name);
    if (await models.slugTaken(name)) throw nameTaken(name);
  }
}

export function nameTaken(name: string): GatescopeError {
  return misfit('NAME_TAKEN', 'input.name', 'a name that no model or run has', shown(name));
}

function nameReserved(name: string): GatescopeError {
  const expected = 'a name that the zoo does not keep for itself';
  return misfit('NAME_TAKEN', 'input.name', expected, shown(name));
}
