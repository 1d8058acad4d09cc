import { parameterCount } from '../../networks/parameters.ts';
import type { Architecture as AnswerType } from '../../schema/models/architecture.ts';
import type { Architecture } from '../../zoo/architecture.ts';

/** What the parameter count of an architecture, which knows no data set, refers to. */
const mnistShape = { columns: 28, classes: 10 } as const;

export function architectureAnswer({ slug, title, description, recipe }: Architecture): AnswerType {
  return {
    slug,
    title,
    description,
    cell: recipe.cell,
    units: recipe.units,
    layers: recipe.layers,
    resetAfter: recipe.cell === 'GRU' ? recipe.resetAfter : null,
    forgetBias: recipe.cell === 'LSTM' ? recipe.forgetBias : null,
    gateBias: recipe.cell === 'GRU' ? recipe.gateBias : null,
    inputProjection: recipe.inputProjection,
    head: recipe.head,
    parameterCount: parameterCount({ recipe, ...mnistShape }),
  };
}
