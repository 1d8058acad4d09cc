import { computed } from '@preact/signals';

import type { Intervention } from '../../networks/interventions.ts';
import type { RecurrentNetwork } from '../../networks/recipe.ts';
import type { InterventionInput } from '../api/documents.ts';
import type { Change } from '../state/change.ts';
import { look } from '../state/store.ts';
import { imageInput, pixelsOf } from './picture.ts';

/** The changes that are switched on. */
export const activeChanges = computed<Change[]>(() =>
  look.value.changes.filter(({ isOn }) => isOn),
);

/** As the API takes them. */
export function interventionInputs(changes: readonly Change[]): Promise<InterventionInput[]> {
  return Promise.all(
    changes.map(async ({ layer, activation, units, rows: [first, last], act }) => ({
      activation: `layers.${layer}.${activation}`,
      steps: { from: first, to: last + 1 },
      ...(units === null ? {} : { units }),
      ...(act.kind === 'hold' && { set: act.value }),
      ...(act.kind === 'scale' && { scale: act.factor }),
      ...(act.kind === 'complement' && { complementOf: `layers.${layer}.${act.of}` }),
      ...(act.kind === 'copy' && {
        fromImage: imageInput(act.from, await pixelsOf(act.from, false)),
      }),
    })),
  );
}

/** As the equations take them, for a run in the browser; those that copy are not among them. */
export function interventionsOf(
  { recipe }: RecurrentNetwork,
  changes: readonly Change[],
): Intervention[] {
  return changes.flatMap(
    ({ layer, activation, units, rows: [first, last], act }): Intervention[] => {
      const place = { layer, activation, units, steps: { from: first, to: last + 1 } };
      if (layer >= recipe.layers) return [];
      switch (act.kind) {
        case 'hold':
          return [{ ...place, act: { kind: 'set', value: act.value } }];
        case 'scale':
          return [{ ...place, act: { kind: 'scale', factor: act.factor } }];
        case 'complement':
          return [{ ...place, act: { kind: 'complement', of: act.of } }];
        case 'copy':
          return [];
      }
    },
  );
}
