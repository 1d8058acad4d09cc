import { GatescopeError } from '../../errors.ts';
import type { GruRecipe, LstmRecipe, Network, Recipe } from '../../networks/recipe.ts';

/** A network that the kernel has the parts of. */
export type NativeNetwork = Network<LstmRecipe | GruRecipe>;

/** What the kernel lacks to run a recipe, as a short clause; null where it can. */
export function lackFor(recipe: Recipe): string | null {
  if (!('cell' in recipe)) return 'it has no whole-image models';
  if (recipe.cell === 'RNN') return 'it has no vanilla cell';
  if (recipe.cell === 'LSTM' && recipe.batchNormalization) return 'it has no batch normalization';
  return null;
}

/** @throws GatescopeError ENGINE_UNAVAILABLE with what is lacking */
export function nativeNetwork(network: Network): NativeNetwork {
  const lack = lackFor(network.recipe);
  if (lack === null) return network as NativeNetwork;
  throw new GatescopeError('ENGINE_UNAVAILABLE', `The native engine cannot be used: ${lack}.`);
}
