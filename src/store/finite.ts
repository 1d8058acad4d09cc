import { GatescopeError } from '../errors.ts';

/**
 * Keeps NaN and infinities out of the database: no answer of the API could carry them. Whoever
 * computes must find them first, so one here is a defect.
 *
 * @throws GatescopeError INTERNAL naming what held it
 */
export function requireFinite(name: string, ...values: readonly (number | null)[]): void {
  const found = values.find((value) => value !== null && !Number.isFinite(value));
  if (found !== undefined) refuse(name, found);
}

/** As `requireFinite`, for all values of an array. */
export function requireAllFinite(name: string, values: Float32Array): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index !== -1) refuse(`${name}[${index}]`, values[index]);
}

function refuse(name: string, value: number | null | undefined): never {
  throw new GatescopeError('INTERNAL', `${name}: expected a finite number to store, got ${value}`);
}
