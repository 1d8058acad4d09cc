import { GatescopeError } from '../../errors.ts';
import type { RecipeOf } from '../../networks/cells/cellOf.ts';
import type { Network } from '../../networks/recipe.ts';
import { lackFor } from '../capabilities.ts';
import type { NetworkSpec } from './binding.ts';
import { nativeCapabilities } from './nativeCapabilities.ts';

/** The cells that the kernel has code for, and its name for each of their forms. */
const cellForms: { [Name in NativeCell]: (recipe: RecipeOf<Name>) => NetworkSpec['cell'] } = {
  LSTM: () => 'lstm',
  GRU: ({ resetAfter }) => (resetAfter ? 'gruResetAfter' : 'gruResetBefore'),
};

type NativeCell = 'LSTM' | 'GRU';

/** A network that the kernel has the parts of. */
export type NativeNetwork = Network<RecipeOf<NativeCell>>;

/** @throws GatescopeError ENGINE_UNAVAILABLE with what is lacking */
export function nativeNetwork(network: Network): NativeNetwork {
  const lack = lackFor(nativeCapabilities, network);
  if (lack === null) return network as NativeNetwork;
  throw new GatescopeError('ENGINE_UNAVAILABLE', `The native engine cannot be used: ${lack}.`);
}

/** The kernel's name for the form of a network's cell. */
export function cellForm({ recipe }: NativeNetwork): NetworkSpec['cell'] {
  return (cellForms[recipe.cell] as (recipe: NativeNetwork['recipe']) => NetworkSpec['cell'])(
    recipe,
  );
}
