import { headOf } from '../../networks/head.ts';
import type { TaskName } from '../../networks/tasks/task.ts';
import { sequenceOf, taskKindOf, taskOf } from '../../networks/tasks/taskOf.ts';
import type { NetworkSpec } from './binding.ts';
import { cellForm, type NativeNetwork } from './nativeNetwork.ts';

/** The kernel's name for each task; a task that is added does not compile before it is decided upon. */
const taskNames: Record<TaskName, NetworkSpec['task']> = {
  CLASSIFY: 'classify',
  NEXT_PIXEL: 'nextPixel',
};

/** The network in the words of the addon. */
export function networkSpec(network: NativeNetwork): NetworkSpec {
  const { recipe } = network;
  const { reluFirst, layers } = headOf(network);
  return {
    task: taskNames[taskOf(network).name],
    cell: cellForm(network),
    units: recipe.units,
    layers: recipe.layers,
    columns: sequenceOf(network).width,
    classes: taskKindOf(network).outputs(sequenceOf(network)),
    inputProjection: recipe.inputProjection,
    reluFirst,
    hiddenWidths: Int32Array.from(layers.slice(0, -1), ({ outputs }) => outputs),
  };
}
