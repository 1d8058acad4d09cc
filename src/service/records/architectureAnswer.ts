import { trainedParameterCount } from '../../networks/parameters.ts';
import type { Recipe } from '../../networks/recipe.ts';
import type { Architecture as AnswerType } from '../../schema/models/architecture.ts';
import type { Architecture } from '../../zoo/architecture.ts';
import { equationsOf } from '../../zoo/equations.ts';
import { taskAnswer } from './taskAnswer.ts';
import { networkByDefault, optionsByDefault } from '../../zoo/trainedByDefault.ts';

/** What the parameter count of an architecture, which knows no data set, refers to. */
const mnistShape = { rows: 28, columns: 28, classes: 10 } as const;

export function architectureAnswer(architecture: Architecture): AnswerType {
  const { slug, title, description, paper, recipe } = architecture;
  return {
    slug,
    title,
    description,
    paper: paper ?? null,
    task: taskAnswer(architecture),
    equations: equationsOf(architecture),
    ...choicesOf(recipe),
    dropout: optionsByDefault(architecture).dropout,
    parameterCount: trainedParameterCount(networkByDefault(architecture, mnistShape)),
  };
}

type Choices = Omit<
  AnswerType,
  'slug' | 'title' | 'description' | 'paper' | 'task' | 'equations' | 'dropout' | 'parameterCount'
>;

/** Every choice that a recipe can hold; null for one that this kind does not have. */
function choicesOf(recipe: Recipe): Choices {
  const none = {
    ...{ cell: null, units: null, layers: null, inputProjection: null, head: null },
    ...{ initialization: null, resetAfter: null, gateBias: null },
    ...{ forgetBias: null, batchNormalization: null, convolutions: null, dense: null },
  };
  return { ...none, ...recipe };
}
