import { sequenceOf } from '../../networks/tasks/taskOf.ts';
import { invalidArgument, notBoth } from '../../errors.ts';
import { notRecurrent } from '../../inspection/recurrentNetwork.ts';
import { checkSelection } from '../../inspection/selection.ts';
import type { ActivationDescription } from '../../networks/activations.ts';
import type { ImageTrace } from './imageTrace.ts';
import type { Part, Steps } from './reading.ts';

/** Steps and units of an activation, checked against the image and the network. */
export type CheckedSelection = Omit<Part, 'name'>;

/** Steps as arguments have them: `from` is 0 and `to` the last step where they are not given. */
export interface StepRange {
  from?: number | null | undefined;
  to?: number | null | undefined;
}

/** As the API's arguments have it. */
export interface SelectionInput {
  steps?: StepRange | null | undefined;
  units?: readonly number[] | null | undefined;
}

export interface StepOrRangeInput extends SelectionInput {
  t?: number | null | undefined;
}

export const everything: CheckedSelection = { steps: null, units: null };

/** A part of a reading, not yet checked, as arguments have it. */
export function selectionOf({ steps, units }: Part): StepOrRangeInput {
  return typeof steps === 'number' ? { t: steps, units } : { steps, units };
}

/**
 * @param rows steps that the image has
 * @param size units that a layer has
 * @throws GatescopeError INVALID_ARGUMENT, naming `steps.from`, `steps.to` or `units`
 */
export function checkedSelection(
  { steps, units }: SelectionInput,
  rows: number,
  size: number,
): CheckedSelection {
  const range = checkedSteps(steps, rows);
  checkSelection({ units }, rows, size);
  return { steps: steps ? range : null, units: units ?? null };
}

/**
 * @param rows steps that the image has
 * @throws GatescopeError INVALID_ARGUMENT, naming `steps.from` or `steps.to`
 */
export function checkedSteps(steps: StepRange | null | undefined, rows: number): Steps {
  const range = { from: steps?.from ?? 0, to: steps?.to ?? rows };
  checkSelection({ steps: range }, rows, 0);
  return range;
}

/** @throws GatescopeError INVALID_ARGUMENT, naming `t` */
export function checkedStep(t: number | null | undefined, rows: number): CheckedSelection {
  if (t === null || t === undefined) return everything;
  if (t < 0 || t >= rows) throw invalidArgument('t', `a step from 0 to ${rows - 1}`, t);
  return { steps: t, units: null };
}

/**
 * One step `t`, or a range.
 *
 * @throws GatescopeError INVALID_ARGUMENT, naming `t`, `steps.from`, `steps.to` or `units`
 */
export function checkedStepOrRange(
  { t, ...range }: StepOrRangeInput,
  rows: number,
  size: number,
): CheckedSelection {
  const { steps, units } = checkedSelection(range, rows, size);
  if (t == null) return { steps, units };
  if (steps !== null) throw notBoth('t', 't', 'steps');
  return { ...checkedStep(t, rows), units };
}

/**
 * A part of this activation, which may lack an axis. Classes are always taken whole.
 *
 * @param trace of the image and the network that have it
 * @throws GatescopeError as `checkedStepOrRange`, or NOT_RECURRENT for steps of what has none
 */
export function activationSelection(
  { t, steps, units }: StepOrRangeInput,
  { name, axes, shape }: ActivationDescription,
  { image, subject }: Pick<ImageTrace, 'image' | 'subject'>,
): CheckedSelection {
  if (axes[0] !== 'step') {
    if (t != null) throw notRecurrent('t', subject.title);
    if (steps) throw notRecurrent('steps', subject.title);
  }
  if (units && axes.at(-1) === 'channel') {
    throw invalidArgument('units', `nothing, as ${name} has channels`, units);
  }
  return checkedStepOrRange(
    { t, steps, units },
    sequenceOf(subject.network, image.rows).steps,
    shape.at(-1) as number,
  );
}

/** @throws GatescopeError INVALID_ARGUMENT, naming the argument */
export function checkLayer(layer: number | null, layers: number, argument = 'layer'): number {
  const chosen = layer ?? 0;
  if (chosen >= 0 && chosen < layers) return chosen;
  throw invalidArgument(argument, `a layer from 0 to ${layers - 1}`, chosen);
}

/**
 * Before anything is done for each of them.
 *
 * @param most as many as there are to choose from
 * @throws GatescopeError INVALID_ARGUMENT, naming the argument
 */
export function checkLength(argument: string, list: readonly unknown[], most: number): void {
  if (list.length <= most) return;
  throw invalidArgument(argument, `at most ${most}, as there are no more`, list);
}
