import { GatescopeError } from '../errors.ts';

/** @param step steps done when it was seen */
export function diverged(step: number, what: string): GatescopeError {
  return new GatescopeError(
    'TRAINING_DIVERGED',
    `Training diverged at step ${step}: ${what}. A smaller learning rate may help.`,
  );
}

/** @throws GatescopeError TRAINING_DIVERGED */
export function requireFiniteState(step: number, ...arrays: readonly Float32Array[]): void {
  if (arrays.every((values) => values.every(Number.isFinite))) return;
  throw diverged(step, 'a parameter or a moment of Adam was no longer finite');
}
