import { invalidArgument } from '../errors.ts';
import type { NamedTensor } from './inspector.ts';

/** Part of an activation [step, unit]; what is not given is taken whole. */
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
}

/** Cuts a checked selection out of a tensor [step, unit] or [step, class]. */
export function select(tensor: NamedTensor, { steps, units }: Selection): NamedTensor {
  const [allSteps, size] = tensor.shape as [number, number];
  const from = steps?.from ?? 0;
  const to = steps?.to ?? allSteps;
  const chosen = tensor.axes[1] === 'unit' ? units : null;
  const rows = tensor.values.subarray(from * size, to * size);
  if (!chosen) return { ...tensor, shape: [to - from, size], values: rows };

  const values = new Float32Array((to - from) * chosen.length);
  for (let step = 0; step < to - from; step++) {
    chosen.forEach((unit, n) => {
      values[step * chosen.length + n] = rows[step * size + unit] as number;
    });
  }
  return { ...tensor, shape: [to - from, chosen.length], values };
}
