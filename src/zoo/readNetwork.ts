import { isDeepStrictEqual } from 'node:util';
import type { Network } from '../networks/recipe.ts';
import type { Architecture } from './architecture.ts';
import type { JsonPlace } from './jsonPlace.ts';

/** Far more than any image here, and few enough to multiply. */
const MOST_PIXELS = 4096;
const MOST_CLASSES = 256;

/** The network of a card, which must have its architecture's recipe to the letter. */
export function readNetwork(place: JsonPlace, { recipe, task }: Architecture): Network {
  const names = ['recipe', 'rows', 'columns', 'classes', 'binarizeThreshold', 'task'] as const;
  const part = place.members(...names.filter((name) => name !== 'task' || task !== undefined));
  if (task !== undefined && !isDeepStrictEqual(part.task.value, task)) {
    const expected = `the architecture’s ${JSON.stringify(task)}`;
    throw part.task.misfit(expected, JSON.stringify(part.task.value));
  }
  const choices = part.recipe.members(...Object.keys(recipe));
  for (const [name, choice] of Object.entries(choices)) {
    const expected = recipe[name as keyof typeof recipe] as unknown;
    if (isDeepStrictEqual(choice.value, expected)) continue;
    throw choice.misfit(
      `the architecture’s ${JSON.stringify(expected)}`,
      JSON.stringify(choice.value),
    );
  }
  return {
    recipe,
    rows: part.rows.wholeNumber(1, MOST_PIXELS),
    columns: part.columns.wholeNumber(1, MOST_PIXELS),
    classes: part.classes.wholeNumber(2, MOST_CLASSES),
    binarizeThreshold:
      part.binarizeThreshold.value === null ? null : part.binarizeThreshold.number(0, 1),
    ...(task && { task }),
  };
}
