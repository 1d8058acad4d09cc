import { invalidArgument, misfit } from '../../errors.ts';
import { isRecurrent, type Network } from '../../networks/recipe.ts';
import type { Scan, ScanOrder } from '../../networks/tasks/scan.ts';
import type { Task } from '../../networks/tasks/task.ts';
import { taskKindOf, taskKinds, taskOf } from '../../networks/tasks/taskOf.ts';
import type { TaskRequest } from './runRequest.ts';

const DEFAULT_SEED = 1;

/**
 * @param ofArchitecture what it is where nothing is asked for
 * @throws GatescopeError INVALID_ARGUMENT for a scan that the task does not take, or a seed without use
 */
export function chosenTask(
  asked: TaskRequest | null | undefined,
  ofArchitecture: Pick<Network, 'task'>,
): Task {
  if (!asked) return taskOf(ofArchitecture);
  const { scans } = taskKinds[asked.name];
  const [usualScan] = scans;
  const order = asked.scan ?? usualScan;
  if (!scans.includes(order)) {
    throw invalidArgument('input.task.scan', `one of ${scans.join(', ')} for ${asked.name}`, order);
  }
  const seed = asked.permutationSeed ?? null;
  if (order !== 'PERMUTED_PIXELS' && seed !== null) {
    const expected = `nothing, as ${order} has no permutation`;
    throw invalidArgument('input.task.permutationSeed', expected, seed);
  }
  return { name: asked.name, scan: scanOf(order, seed ?? DEFAULT_SEED) };
}

function scanOf(order: ScanOrder, seed: number): Scan {
  return order === 'PERMUTED_PIXELS' ? { order, seed } : { order };
}

/** @throws GatescopeError INVALID_ARGUMENT for a network that cannot do its task */
export function checkTask(network: Network, hasRecipe: boolean): void {
  const { name, scan } = taskOf(network);
  const { heads, needsSteps, wantsBinarized } = taskKindOf(network);
  if (!isRecurrent(network)) {
    if (!needsSteps && scan.order === 'ROWS') return;
    const expected = 'nothing or CLASSIFY by ROWS, as the network sees the whole image at once';
    throw misfit('INVALID_ARGUMENT', 'input.task', expected, `${name} by ${scan.order}`);
  }
  const { head } = network.recipe;
  if (!heads.includes(head)) {
    const argument = hasRecipe ? 'input.recipe.head' : 'input.architecture';
    const expected = hasRecipe ? heads.join(' or ') : `one with the head ${heads.join(' or ')}`;
    throw misfit('INVALID_ARGUMENT', argument, `${expected} for ${name}`, head);
  }
  if (wantsBinarized && network.binarizeThreshold === null) {
    throw invalidArgument(
      'input.pixels',
      `BINARIZED for ${name}, whose targets are 0 or 1`,
      'GREY',
    );
  }
}
