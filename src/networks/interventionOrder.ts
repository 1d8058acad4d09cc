import type { Intervention } from './interventions.ts';

/**
 * The activations of one layer in an order in which interventions can be carried out: a gate that is
 * the complement of another comes after that one. The interventions have been checked, so that none
 * goes round in a circle.
 *
 * @param interventions those on this layer
 */
export function interventionOrder(
  names: readonly string[],
  interventions: readonly Intervention[],
): string[] {
  const ordered = new Set<string>();
  const visit = (name: string) => {
    for (const { activation, act } of interventions) {
      if (activation === name && act.kind === 'complement' && !ordered.has(act.of)) visit(act.of);
    }
    ordered.add(name);
  };
  names.forEach(visit);
  return [...ordered];
}
