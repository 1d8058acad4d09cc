import { cellOf } from './cells/cellOf.ts';
import { byKind, type Network, type RecurrentNetwork, type WholeImageNetwork } from './recipe.ts';
import { sequenceOf } from './tasks/taskOf.ts';
import { convolutionsOf } from './wholeImage.ts';

/** With batch normalization the sums before and after it are held as well. */
const BATCH_NORMALIZED_FACTOR = 4;

/**
 * Numbers that a training step must hold for each example, but for small factors that are much the same
 * for all networks: a measure of memory.
 */
export function workingValues(network: Network): number {
  return byKind(network, recurrentValues, wholeImageValues);
}

/** The hidden states of all layers at all steps. */
function recurrentValues(network: RecurrentNetwork): number {
  const { recipe } = network;
  const normalized = cellOf(recipe).normalizations.length > 0;
  return (
    sequenceOf(network).steps *
    recipe.layers *
    recipe.units *
    (normalized ? BATCH_NORMALIZED_FACTOR : 1)
  );
}

/** The pixels and what each layer gives. */
function wholeImageValues(network: WholeImageNetwork): number {
  const { rows, columns, recipe } = network;
  const outputs = convolutionsOf(network).map(
    (layer) => layer.rows * layer.columns * layer.outputs,
  );
  return [rows * columns, ...outputs, ...recipe.dense].reduce((sum, size) => sum + size, 0);
}
