import { checkEachOnce } from '../../inspection/eachOnce.ts';
import { activationList, describeActivation } from '../../networks/activationList.ts';
import { sumParts } from '../../networks/sumParts.ts';
import type { ImageTrace } from '../reading/imageTrace.ts';
import {
  activationSelection,
  checkLength,
  type StepOrRangeInput,
} from '../reading/checkedSelection.ts';
import { activationTensor } from './activationTensor.ts';
import type { LazyTensor } from './lazyTensor.ts';

/**
 * Each name once, in the order given.
 *
 * @throws GatescopeError INVALID_ARGUMENT, NOT_RECURRENT
 */
export function namedTensors(
  trace: ImageTrace,
  names: readonly string[],
  selection: StepOrRangeInput,
): LazyTensor[] {
  const { network } = trace.subject;
  checkLength('names', names, activationList(network).length + sumParts(network).length);
  const tensors = names.map((name) => namedTensor(trace, name, 'names', selection));
  checkEachOnce('names', names);
  return tensors;
}

/**
 * @param argument what the name came in, to name it in errors
 * @throws GatescopeError INVALID_ARGUMENT, NOT_RECURRENT
 */
export function namedTensor(
  trace: ImageTrace,
  name: string,
  argument: string,
  selection: StepOrRangeInput = {},
): LazyTensor {
  const description = describeActivation(trace.subject.network, name, argument);
  const checked = activationSelection(selection, description, trace);
  return activationTensor(trace, description, checked);
}
