import { invalidArgument } from '../../errors.ts';
import type { StepWindow } from './stepAxis.ts';

/**
 * The steps of a tensor's rows.
 *
 * @throws GatescopeError INVALID_ARGUMENT for a first step that is no whole number from 0
 */
export function stepsOf(rows: number, firstStep = 0): StepWindow {
  if (Number.isInteger(firstStep) && firstStep >= 0) {
    return { from: firstStep, to: firstStep + rows };
  }
  throw invalidArgument('firstStep', 'a whole number from 0', firstStep);
}
