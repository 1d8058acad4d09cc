import type { Network } from '../../networks/recipe.ts';
import { givenTask, taskOf } from '../../networks/tasks/taskOf.ts';
import type { Task as AnswerType } from '../../schema/models/task.ts';

export function taskAnswer({ task }: Pick<Network, 'task'>): AnswerType {
  const { name, scan } = taskOf(givenTask(task));
  const permutationSeed = scan.order === 'PERMUTED_PIXELS' ? scan.seed : null;
  return { name, scan: scan.order, permutationSeed };
}
