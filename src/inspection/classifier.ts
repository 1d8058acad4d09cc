import { misfit } from '../errors.ts';
import type { Network } from '../networks/recipe.ts';
import { defaultTask, taskOf } from '../networks/tasks/taskOf.ts';

/**
 * @param argument what needs classes, to name it in errors
 * @throws GatescopeError NOT_A_CLASSIFIER
 */
export function checkClassifier(
  { network, title }: { network: Network; title?: string },
  argument: string,
): void {
  const { name } = taskOf(network);
  if (name === defaultTask.name) return;
  const got = `${title ?? 'one'}, whose task is ${name}`;
  throw misfit('NOT_A_CLASSIFIER', argument, 'a model that tells classes apart', got);
}
