import { isDeepStrictEqual } from 'node:util';
import type { Network, Recipe } from '../networks/recipe.ts';
import { givenTask } from '../networks/tasks/taskOf.ts';
import type { Architecture } from './architecture.ts';
import { lstm32 } from './architectures/lstm-32.ts';
import { lstm64 } from './architectures/lstm-64.ts';
import { lstm128 } from './architectures/lstm-128.ts';
import { lstm3x32 } from './architectures/lstm-3x32.ts';
import { gru32 } from './architectures/gru-32.ts';
import { gru64 } from './architectures/gru-64.ts';
import { gru128 } from './architectures/gru-128.ts';
import { gru3x32 } from './architectures/gru-3x32.ts';
import { gru32ResetBefore } from './architectures/gru-32-reset-before.ts';
import { gru64ResetBefore } from './architectures/gru-64-reset-before.ts';
import { gru128ResetBefore } from './architectures/gru-128-reset-before.ts';
import { gru3x32ResetBefore } from './architectures/gru-3x32-reset-before.ts';
import { lstm32Zeros } from './architectures/lstm-32-zeros.ts';
import { lstm128AssignmentHead } from './architectures/lstm-128-assignment-head.ts';
import { rnn64 } from './architectures/rnn-64.ts';
import { lstm128Dropout } from './architectures/lstm-128-dropout.ts';
import { lstm128BatchNorm } from './architectures/lstm-128-batch-norm.ts';
import { linear } from './architectures/linear.ts';
import { mlp1 } from './architectures/mlp-1.ts';
import { mlp2 } from './architectures/mlp-2.ts';
import { cnn } from './architectures/cnn.ts';
import { customArchitecture } from './customArchitecture.ts';

/** The zoo's architectures in the order in which they are shown: the eight of the homework's table
 * (docs/questions.md) first. */
export const architectures: readonly Architecture[] = [
  lstm32,
  lstm64,
  lstm128,
  lstm3x32,
  gru32,
  gru64,
  gru128,
  gru3x32,
  gru32ResetBefore,
  gru64ResetBefore,
  gru128ResetBefore,
  gru3x32ResetBefore,
  lstm32Zeros,
  lstm128AssignmentHead,
  rnn64,
  lstm128Dropout,
  lstm128BatchNorm,
  linear,
  mlp1,
  mlp2,
  cnn,
];

export function findArchitecture(slug: string): Architecture | null {
  return architectures.find((architecture) => architecture.slug === slug) ?? null;
}

/** The zoo's first entry with this recipe, or one made up for a recipe of the user's own. */
export function architectureForRecipe(recipe: Recipe): Architecture {
  const known = architectures.find((entry) => isDeepStrictEqual(entry.recipe, recipe));
  return known ?? customArchitecture(recipe);
}

/**
 * The architecture of a stored run or model. Its slug decides, since two architectures may share a
 * recipe; a slug that is not the zoo's belongs to a recipe of the user's own.
 */
export function architectureOf({
  architecture,
  network,
}: {
  architecture: string;
  network: Network;
}): Architecture {
  const found = findArchitecture(architecture) ?? customArchitecture(network.recipe);
  if (isDeepStrictEqual(found.task, network.task)) return found;
  // It was trained for another task than its architecture is by name.
  const { task: _ofArchitecture, ...form } = found;
  return { ...form, ...givenTask(network.task) };
}
