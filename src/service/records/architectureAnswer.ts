import { trainedParameterCount } from '../../networks/parameters.ts';
import type { Recipe } from '../../networks/recipe.ts';
import type { Architecture } from '../../zoo/architecture.ts';
import { equationsOf } from '../../zoo/equationLines.ts';
import { taskAnswer, type TaskAnswer } from './taskAnswer.ts';
import { networkByDefault, optionsByDefault } from '../../zoo/trainedByDefault.ts';

/** What the parameter count of an architecture, which knows no data set, refers to. */
const mnistShape = { rows: 28, columns: 28, classes: 10 } as const;

export function architectureAnswer(architecture: Architecture): ArchitectureAnswer {
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

type KeyOf<T> = T extends unknown ? keyof T : never;
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;

/** Every choice that a recipe can hold; null for one that this kind does not have. */
type Choices = { [K in KeyOf<Recipe>]: ValueOf<Recipe, K> | null };

/** An architecture with what follows from it. */
export interface ArchitectureAnswer extends Choices {
  slug: string;
  title: string;
  description: string;
  paper: string | null;
  task: TaskAnswer;
  equations: readonly string[];
  dropout: number;
  parameterCount: number;
}

function choicesOf(recipe: Recipe): Choices {
  const none = {
    ...{ cell: null, units: null, layers: null, inputProjection: null, head: null },
    ...{ initialization: null, resetAfter: null, gateBias: null },
    ...{ forgetBias: null, batchNormalization: null, convolutions: null, dense: null },
  };
  return { ...none, ...recipe };
}
