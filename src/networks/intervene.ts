import type { LayerTap } from './equations.ts';
import { interventionOrder } from './interventionOrder.ts';
import type { Intervention, InterventionAct } from './interventions.ts';
import type { Operations } from './operations.ts';

/**
 * A tap that carries out interventions. Of several on one activation the later acts on what the
 * earlier made of it. They must have been checked: a complement's gate is there and not circular.
 *
 * @param units how many units the layers have
 */
export function interveningTap<T>(
  ops: Operations<T>,
  units: number,
  interventions: readonly Intervention[],
): LayerTap<T> {
  return (layer, step, values) => {
    const here = interventions.filter(
      ({ layer: of, steps }) => of === layer && step >= steps.from && step < steps.to,
    );
    if (here.length === 0) return values;
    const changed = { ...values };
    for (const name of interventionOrder(Object.keys(values), here)) {
      for (const { activation, units: chosen, act } of here) {
        if (activation !== name) continue;
        const mask = unitMask(units, chosen);
        const value = changed[name as keyof typeof changed];
        const source = (gate: string) => changed[gate as keyof typeof changed];
        changed[name as keyof typeof changed] = apply(ops, act, value, mask, step, source);
      }
    }
    return changed;
  };
}

/** 1 for the units acted on, 0 for the others. */
function unitMask(units: number, chosen: readonly number[] | null): Float32Array {
  const mask = new Float32Array(units).fill(chosen === null ? 1 : 0);
  for (const unit of chosen ?? []) mask[unit] = 1;
  return mask;
}

/** Units outside the mask keep their value exactly: it is multiplied with 1, and 0 is added. */
function apply<T>(
  ops: Operations<T>,
  act: InterventionAct,
  value: T,
  mask: Float32Array,
  step: number,
  source: (gate: string) => T,
): T {
  const kept = ops.multiply(value, ops.row(mask.map((on) => 1 - on)));
  switch (act.kind) {
    case 'set':
      return ops.add(kept, ops.row(mask.map((on) => on * act.value)));
    case 'scale':
      return ops.multiply(value, ops.row(mask.map((on) => (on === 1 ? act.factor : 1))));
    case 'complement':
      return ops.add(kept, ops.multiply(ops.oneMinus(source(act.of)), ops.row(mask)));
    case 'copy': {
      const offset = step * mask.length;
      return ops.add(kept, ops.row(mask.map((on, unit) => on * (act.values[offset + unit] ?? 0))));
    }
  }
}
