import { cellOf, gateCount } from './cells/cell.ts';
import { headOf } from './head.ts';
import type { Network } from './recipe.ts';

export interface ParameterShape {
  /** Canonical name, such as `layers.0.kernel`. */
  name: string;
  shape: readonly number[];
}

/** Where a parameter lies in the flat array that holds them all. */
export interface ParameterPlace extends ParameterShape {
  offset: number;
  length: number;
}

/**
 * The one order of parameters everywhere: engines, checkpoints, Adam's moments and files. A layer's
 * recurrentKernel follows its kernel directly, so the two also read as one matrix over [input, state].
 */
export function parameterLayout(network: Network): ParameterPlace[] {
  let offset = 0;
  return parameterShapes(network).map(({ name, shape }) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const place = { name, shape, offset, length };
    offset += length;
    return place;
  });
}

export function parameterCount(network: Network): number {
  return parameterLayout(network).reduce((sum, { length }) => sum + length, 0);
}

function parameterShapes(network: Network): ParameterShape[] {
  const { recipe, columns } = network;
  const { units } = recipe;
  const shapes: ParameterShape[] = [];
  if (recipe.inputProjection) shapes.push(...denseShapes('inputProjection', columns, units));

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
  }
  headOf(network).layers.forEach(({ inputs, outputs }, n) => {
    shapes.push(...denseShapes(`head.${n}`, inputs, outputs));
  });
  return shapes;
}

/** Width of what a recurrent layer reads at each step. */
export function layerInputs({ recipe, columns }: Network, layer: number): number {
  return layer > 0 || recipe.inputProjection ? recipe.units : columns;
}

function denseShapes(name: string, inputs: number, outputs: number): ParameterShape[] {
  return [
    { name: `${name}.kernel`, shape: [inputs, outputs] },
    { name: `${name}.bias`, shape: [outputs] },
  ];
}
