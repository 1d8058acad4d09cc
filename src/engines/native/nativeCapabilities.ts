import type { CommonRecipe } from '../../networks/cells/commonRecipe.ts';
import { any, each, type Capabilities } from '../capabilities.ts';

const common = {
  cell: any,
  units: any,
  layers: any,
  inputProjection: any,
  head: each<CommonRecipe['head']>({ RESULTS: null, ASSIGNMENT: null, AFFINE: null }),
  initialization: any,
} as const;

/** What the kernel of native/ has code for. */
export const nativeCapabilities: Capabilities = {
  cells: {
    LSTM: {
      ...common,
      forgetBias: any,
      batchNormalization: (on) => (on ? 'it has no batch normalization' : null),
    },
    GRU: { ...common, resetAfter: any, gateBias: any },
    RNN: 'it has no vanilla cell',
  },
  wholeImage: 'it has no whole-image models',
  tasks: { CLASSIFY: null, NEXT_PIXEL: null },
};
