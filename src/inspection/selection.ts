import { invalidArgument } from '../errors.ts';
import { checkEachOnce } from './eachOnce.ts';
import type { NamedTensor } from './namedTensor.ts';

/** Part of an activation; what is not given is taken whole. */
export interface Selection {
  /** `to` is exclusive; without it, to the last step. */
  steps?: { from: number; to?: number | null | undefined } | null | undefined;
  /** In the order wanted. Does not apply to classes. */
  units?: readonly number[] | null | undefined;
}

/**
 * @param steps how many steps the image has
 * @param size how many units the activation has
 * @param prefix what comes before `steps` and `units` in errors, such as `interventions[0].`
 * @throws GatescopeError INVALID_ARGUMENT that names `steps.from`, `steps.to` or `units`
 */
export function checkSelection(
  selection: Selection,
  steps: number,
  size: number,
  prefix = '',
): void {
  if (selection.steps) {
    const { from, to } = selection.steps;
    if (!Number.isInteger(from) || from < 0 || from >= steps) {
      throw invalidArgument(`${prefix}steps.from`, `a step from 0 to ${steps - 1}`, from);
    }
    const end = to ?? steps;
    if (!Number.isInteger(end) || end <= from || end > steps) {
      throw invalidArgument(
        `${prefix}steps.to`,
        `a step after steps.from (${from}) and at most ${steps}, as it is exclusive`,
        end,
      );
    }
  }
  if (selection.units?.length === 0) {
    throw invalidArgument(`${prefix}units`, 'at least one unit', selection.units);
  }
  if (selection.units && selection.units.length > size) {
    throw invalidArgument(
      `${prefix}units`,
      `at most ${size}, as there are no more`,
      selection.units,
    );
  }
  for (const unit of selection.units ?? []) {
    if (!Number.isInteger(unit) || unit < 0 || unit >= size) {
      throw invalidArgument(`${prefix}units`, `units from 0 to ${size - 1}`, unit);
    }
  }
  checkEachOnce(`${prefix}units`, selection.units ?? []);
}

/**
 * Cuts a checked selection out of a tensor. Steps are its first axis and units its last, if it has them.
 * Units select nothing of an axis of classes, which stays whole.
 */
export function select(tensor: NamedTensor, { steps, units }: Selection): NamedTensor {
  const { axes, shape } = tensor;
  const size = shape.at(-1) as number;
  const allRows = tensor.values.length / size;
  const from = steps?.from ?? 0;
  const to = steps?.to ?? allRows;
  const rows = tensor.values.subarray(from * size, to * size);
  const outer = axes[0] === 'step' ? [to - from] : shape.slice(0, -1);
  if (!units || axes.at(-1) !== 'unit') return { ...tensor, shape: [...outer, size], values: rows };

  const values = new Float32Array((to - from) * units.length);
  for (let row = 0; row < to - from; row++) {
    units.forEach((unit, n) => {
      values[row * units.length + n] = rows[row * size + unit] as number;
    });
  }
  return { ...tensor, shape: [...outer, units.length], values };
}
