import { parameterLayout, type ParameterPlace } from './parameters.ts';
import { sequenceOf, taskKindOf } from './tasks/taskOf.ts';
import { byKind, type Network, type WholeImageNetwork } from './recipe.ts';
import { convolutionsOf } from './wholeImage.ts';

/** Multiplications with an addition each, of matrix products and convolutions alone. */
export interface MultiplyAdds {
  /** What each step takes on its way up the layers; null for a network that sees the whole image at once. */
  perStep: number | null;
  /** What an image takes forward, from its first step to the answer, or to all answers. */
  perImage: number;
}

/** For an image of the size that the network is trained on. */
export function multiplyAdds(network: Network): MultiplyAdds {
  const places = parameterLayout(network).filter(
    ({ shape, trained }) => trained && shape.length > 1,
  );
  const head = sumOf(places.filter(isHead));
  const below = places.filter((place) => !isHead(place));
  return byKind<MultiplyAdds>(
    network,
    () => {
      const perStep = sumOf(below);
      const { steps } = sequenceOf(network);
      const answers = taskKindOf(network).answersAt === 'EVERY_STEP' ? steps : 1;
      return { perStep, perImage: steps * perStep + answers * head };
    },
    (wholeImage) => ({ perStep: null, perImage: convolutionSums(wholeImage, below) + head }),
  );
}

function isHead({ name }: ParameterPlace): boolean {
  return name.startsWith('head.');
}

/** A number of a matrix is multiplied once. */
function sumOf(places: readonly ParameterPlace[]): number {
  return places.reduce((sum, { length }) => sum + length, 0);
}

/** A number of a kernel is multiplied at each pixel. */
function convolutionSums(network: WholeImageNetwork, kernels: readonly ParameterPlace[]): number {
  const layers = convolutionsOf(network);
  return kernels.reduce((sum, { length }, n) => {
    const layer = layers[n];
    return layer === undefined ? sum : sum + length * layer.rows * layer.columns;
  }, 0);
}
