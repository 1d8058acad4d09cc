import { activationList } from '../../networks/activationList.ts';
import { activationTensor } from './activationTensor.ts';
import type { ImageTrace } from '../reading/imageTrace.ts';
import type { LazyTensor } from './lazyTensor.ts';
import type { CheckedSelection } from '../reading/checkedSelection.ts';

/** The fields of Gates; each is the name of an activation within its layer. */
const gateFields = [
  'inputGate',
  'forgetGate',
  'outputGate',
  'candidate',
  'cellState',
  'updateGate',
  'resetGate',
] as const;

export type LazyGates = Record<(typeof gateFields)[number], LazyTensor | null>;

/** @param layer one that the network has */
export function hiddenStates(
  trace: ImageTrace,
  layer: number,
  selection: CheckedSelection,
): LazyTensor {
  const tensor = layerTensor(trace, layer, 'hiddenState', selection);
  if (tensor === null) throw new Error('a recurrent layer without hidden states');
  return tensor;
}

/** @param layer one that the network has */
export function layerGates(
  trace: ImageTrace,
  layer: number,
  selection: CheckedSelection,
): LazyGates {
  const tensors = gateFields.map((field) => [field, layerTensor(trace, layer, field, selection)]);
  return Object.fromEntries(tensors) as LazyGates;
}

/** Null for what the cell does not have. */
export function layerTensor(
  trace: ImageTrace,
  layer: number,
  name: string,
  selection: CheckedSelection,
): LazyTensor | null {
  const list = activationList(trace.subject.network);
  const description = list.find((entry) => entry.name === `layers.${layer}.${name}`);
  return description === undefined ? null : activationTensor(trace, description, selection);
}
