import type { Network } from '../../networks/recipe.ts';
import { givenTask, taskOf } from '../../networks/tasks/taskOf.ts';
import type { ScanOrder } from '../../networks/tasks/scan.ts';
import type { TaskName } from '../../networks/tasks/task.ts';

/** A task as the API answers it. */
export interface TaskAnswer {
  name: TaskName;
  scan: ScanOrder;
  permutationSeed: number | null;
}

export function taskAnswer({ task }: Pick<Network, 'task'>): TaskAnswer {
  const { name, scan } = taskOf(givenTask(task));
  const permutationSeed = scan.order === 'PERMUTED_PIXELS' ? scan.seed : null;
  return { name, scan: scan.order, permutationSeed };
}
