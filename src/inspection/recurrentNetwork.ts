import { misfit, type GatescopeError } from '../errors.ts';
import { isRecurrent, type Network, type RecurrentNetwork } from '../networks/recipe.ts';

/** What is looked into, and what errors call it where it has a name. */
interface Named {
  network: Network;
  title?: string;
}

/**
 * The network as one that has steps.
 *
 * @param argument what needs them, to name it in errors
 * @throws GatescopeError NOT_RECURRENT
 */
export function recurrentNetwork({ network, title }: Named, argument: string): RecurrentNetwork {
  if (isRecurrent(network)) return network;
  throw notRecurrent(argument, title);
}

/** `steps: expected a recurrent model, which has steps, got cnn, which sees the whole image at once`. */
export function notRecurrent(argument: string, title?: string): GatescopeError {
  const expected = 'a recurrent model, which has steps';
  const got = title === undefined ? 'one that' : `${title}, which`;
  return misfit('NOT_RECURRENT', argument, expected, `${got} sees the whole image at once`);
}
