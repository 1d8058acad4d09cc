import type { Network } from '../networks/recipe.ts';
import { defaultBinarizeThreshold } from '../networks/binarizeThreshold.ts';
import { defaultTrainingOptions, type TrainingOptions } from '../networks/trainingOptions.ts';
import { givenTask } from '../networks/tasks/taskOf.ts';
import type { Architecture } from './architecture.ts';

/** How a run by an architecture's name trains where nothing else is asked for. */
export function optionsByDefault({ dropout }: Pick<Architecture, 'dropout'>): TrainingOptions {
  return { ...defaultTrainingOptions, dropout: dropout ?? defaultTrainingOptions.dropout };
}

/** The network that such a run trains on images of this shape. */
export function networkByDefault(
  { recipe, task }: Architecture,
  { rows, columns, classes }: Pick<Network, 'rows' | 'columns' | 'classes'>,
): Network {
  const binarizeThreshold = defaultBinarizeThreshold;
  return { recipe, rows, columns, classes, binarizeThreshold, ...givenTask(task) };
}
