import { GatescopeError, shown } from '../../errors.ts';
import { classify } from './classify.ts';
import { nextPixel } from './nextPixel.ts';
import { sequenceSize } from './scan.ts';
import type { Sequence, Task, TaskKind, TaskName } from './task.ts';

/** The one place where a task is chosen by its name. */
export const taskKinds: Readonly<Record<TaskName, TaskKind>> = {
  CLASSIFY: classify,
  NEXT_PIXEL: nextPixel,
};

export const taskNames = Object.keys(taskKinds) as TaskName[];

/** What a network does where nothing else is asked for; plain JSON leaves it out. */
export const defaultTask: Task = { name: 'CLASSIFY', scan: { order: 'ROWS' } };

/** The task as plain JSON has it: left out where it is the default one. */
export function givenTask(task: Task | null | undefined): { task?: Task } {
  const isDefault =
    !task || (task.name === defaultTask.name && task.scan.order === defaultTask.scan.order);
  return isDefault ? {} : { task };
}

/** The task's name as an evaluation has it: left out where it is that of the default one. */
export function measuredTask(network: Pick<TaskedNetwork, 'task'>): { task?: TaskName } {
  const { name } = taskOf(network);
  return name === defaultTask.name ? {} : { task: name };
}

/** Of a network, what its task needs to know. */
export interface TaskedNetwork {
  task?: Task;
  rows: number;
  columns: number;
  classes: number;
}

export function taskOf({ task }: Pick<TaskedNetwork, 'task'>): Task {
  return task ?? defaultTask;
}

/** @throws GatescopeError INTERNAL for a task that this version does not know */
export function taskKindOf(network: Pick<TaskedNetwork, 'task'>): TaskKind {
  const { name } = taskOf(network);
  if (Object.hasOwn(taskKinds, name)) return taskKinds[name];
  const expected = `a task of ${taskNames.join(', ')}`;
  throw new GatescopeError('INTERNAL', `task: expected ${expected}, got ${shown(name)}`);
}

/** The size of the sequence that an image of the network's width becomes, of so many rows. */
export function sequenceOf(network: TaskedNetwork, rows = network.rows): Sequence {
  const { columns, classes } = network;
  return { ...sequenceSize(taskOf(network).scan, rows, columns), classes };
}
