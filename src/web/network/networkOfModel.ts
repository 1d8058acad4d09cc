import {
  makeRecipe,
  type Network,
  type RecurrentNetwork,
  type WholeImageNetwork,
} from '../../networks/recipe.ts';
import type { FormFragment } from '../api/documents.ts';

interface Reads {
  rows: number;
  columns: number;
  classes: number;
  binarizeThreshold: number | null;
}

/** The network of an architecture as the API tells it. */
export function networkOf(architecture: FormFragment, reads: Reads): Network {
  const { cell, units, convolutions, dense } = architecture;
  if (cell === null || units === null) {
    const recipe = { convolutions: convolutions ?? [], dense: dense ?? [] };
    return { recipe, ...reads } satisfies WholeImageNetwork;
  }
  const isZero = architecture.initialization === 'ZERO_CELL';
  const recipe = makeRecipe({
    ...{ cell, units, layers: architecture.layers, head: architecture.head },
    inputProjection: architecture.inputProjection,
    initialization: architecture.initialization,
    ...(cell === 'GRU' && { resetAfter: architecture.resetAfter }),
    ...(cell === 'LSTM' && { batchNormalization: architecture.batchNormalization }),
    ...(!isZero && cell === 'GRU' && { gateBias: architecture.gateBias }),
    ...(!isZero && cell === 'LSTM' && { forgetBias: architecture.forgetBias }),
  });
  return { recipe, ...reads } satisfies RecurrentNetwork;
}
