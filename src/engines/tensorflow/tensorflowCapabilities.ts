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

/** TensorFlow runs whatever the equations say, and whole-image models by operations of its own. */
export const tensorflowCapabilities: Capabilities = {
  cells: {
    LSTM: { ...common, forgetBias: any, batchNormalization: any },
    GRU: { ...common, resetAfter: any, gateBias: any },
    RNN: common,
  },
  wholeImage: { convolutions: any, dense: any },
  tasks: { CLASSIFY: null, NEXT_PIXEL: null },
};
