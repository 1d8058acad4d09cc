import { invalidArgument } from '../../errors.ts';
import type { ActivationDescription } from '../../networks/activations.ts';
import { activationList } from '../../networks/activationList.ts';
import type { ImageTrace } from './imageTrace.ts';

/**
 * @param argument where the name came from, to name it in errors
 * @throws GatescopeError INVALID_ARGUMENT for a name that the network does not have
 */
export function describeActivation(
  { subject }: ImageTrace,
  name: string,
  argument: string,
): ActivationDescription {
  const list = activationList(subject.network);
  const description = list.find((entry) => entry.name === name);
  if (description !== undefined) return description;
  const examples = list.slice(0, 3).map((entry) => entry.name);
  const expected = `names of activations of ${subject.title}, such as ${examples.join(', ')}`;
  throw invalidArgument(argument, expected, name);
}
