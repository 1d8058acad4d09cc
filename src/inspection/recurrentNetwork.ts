import { misfit, type GatescopeError } from '../errors.ts';
import { isRecurrent, type Network, type RecurrentNetwork } from '../networks/recipe.ts';

/**
 * The network as one that has steps.
 *
 * @param argument what needs them, to name it in errors
 * @throws GatescopeError NOT_RECURRENT
 */
export function recurrentNetwork(network: Network, argument: string): RecurrentNetwork {
  if (isRecurrent(network)) return network;
  throw notRecurrent(argument);
}

/** `steps: expected a recurrent model, which has steps, got one that sees the whole image at once`. */
export function notRecurrent(argument: string): GatescopeError {
  const expected = 'a recurrent model, which has steps';
  return misfit('NOT_RECURRENT', argument, expected, 'one that sees the whole image at once');
}
