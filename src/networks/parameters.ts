import { gateCount } from './cells/cell.ts';
import { cellOf } from './cells/cellOf.ts';
import { headOf } from './head.ts';
import { byKind, type Network, type RecurrentNetwork, type WholeImageNetwork } from './recipe.ts';
import { sequenceOf } from './tasks/taskOf.ts';
import { convolutionsOf, KERNEL_SIZE } from './wholeImage.ts';

export interface ParameterShape {
  /** Canonical name, such as `layers.0.kernel`. */
  name: string;
  shape: readonly number[];
}

/** Where a parameter lies in the flat array that holds them all. */
export interface ParameterPlace extends ParameterShape {
  offset: number;
  length: number;
  /** False for the statistics of batch normalization, which are measured and not learnt. */
  trained: boolean;
}

/**
 * The one order of parameters everywhere: engines, checkpoints, Adam's moments and files. A layer's
 * recurrentKernel follows its kernel directly, so the two also read as one matrix over [input, state].
 * Those that are not trained come last.
 */
export function parameterLayout(network: Network): ParameterPlace[] {
  let offset = 0;
  const placesOf = (shapes: ParameterShape[], trained: boolean) =>
    shapes.map(({ name, shape }) => {
      const length = shape.reduce((product, size) => product * size, 1);
      const place = { name, shape, offset, length, trained };
      offset += length;
      return place;
    });
  return [
    ...placesOf(byKind(network, recurrentShapes, wholeImageShapes), true),
    ...placesOf(
      byKind(network, statisticsShapes, () => []),
      false,
    ),
  ];
}

/** Length of the flat array. */
export function parameterCount(network: Network): number {
  return lengthOf(parameterLayout(network));
}

/** How many numbers are learnt: without statistics. */
export function trainedParameterCount(network: Network): number {
  return lengthOf(parameterLayout(network).filter(({ trained }) => trained));
}

/** Whether weight decay shrinks a parameter: it does matrices and kernels, not biases or γ. */
export function decays({ shape, trained }: ParameterPlace): boolean {
  return trained && shape.length > 1;
}

function lengthOf(places: readonly ParameterPlace[]): number {
  return places.reduce((sum, { length }) => sum + length, 0);
}

function recurrentShapes(network: RecurrentNetwork): ParameterShape[] {
  const { recipe } = network;
  const { units } = recipe;
  const shapes: ParameterShape[] = [];
  if (recipe.inputProjection)
    shapes.push(...denseShapes('inputProjection', sequenceOf(network).width, units));

  const cell = cellOf(recipe);
  const gateColumns = gateCount(cell) * units;
  for (let layer = 0; layer < recipe.layers; layer++) {
    const prefix = `layers.${layer}`;
    shapes.push(
      { name: `${prefix}.kernel`, shape: [layerInputs(network, layer), gateColumns] },
      { name: `${prefix}.recurrentKernel`, shape: [units, gateColumns] },
      { name: `${prefix}.bias`, shape: [gateColumns] },
    );
    if (cell.hasRecurrentBias) shapes.push({ name: `${prefix}.recurrentBias`, shape: [units] });
    for (const { name, gates, hasBeta } of cell.normalizations) {
      shapes.push({ name: `${prefix}.${name}Gamma`, shape: [gates * units] });
      if (hasBeta) shapes.push({ name: `${prefix}.${name}Beta`, shape: [gates * units] });
    }
  }
  return [...shapes, ...headShapes(network)];
}

/** Of each normalization, a mean and a variance for each column at each step. */
function statisticsShapes(network: RecurrentNetwork): ParameterShape[] {
  const { recipe } = network;
  const { normalizations } = cellOf(recipe);
  return Array.from({ length: recipe.layers }, (_, layer) =>
    normalizations.flatMap(({ name, gates }) =>
      ['Mean', 'Variance'].map((statistic) => ({
        name: `layers.${layer}.${name}${statistic}`,
        shape: [sequenceOf(network).steps, gates * recipe.units],
      })),
    ),
  ).flat();
}

function wholeImageShapes(network: WholeImageNetwork): ParameterShape[] {
  const convolutions = convolutionsOf(network).flatMap(({ inputs, outputs }, n) => [
    { name: `convolutions.${n}.kernel`, shape: [KERNEL_SIZE, KERNEL_SIZE, inputs, outputs] },
    { name: `convolutions.${n}.bias`, shape: [outputs] },
  ]);
  return [...convolutions, ...headShapes(network)];
}

function headShapes(network: Network): ParameterShape[] {
  return headOf(network).layers.flatMap(({ inputs, outputs }, n) =>
    denseShapes(`head.${n}`, inputs, outputs),
  );
}

/** Width of what a recurrent layer reads at each step. */
export function layerInputs(network: RecurrentNetwork, layer: number): number {
  const { units, inputProjection } = network.recipe;
  return layer > 0 || inputProjection ? units : sequenceOf(network).width;
}

function denseShapes(name: string, inputs: number, outputs: number): ParameterShape[] {
  return [
    { name: `${name}.kernel`, shape: [inputs, outputs] },
    { name: `${name}.bias`, shape: [outputs] },
  ];
}
