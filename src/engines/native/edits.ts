import { cellOf } from '../../networks/cells/cellOf.ts';
import { interventionOrder } from '../../networks/interventionOrder.ts';
import type { Intervention } from '../../networks/interventions.ts';
import type { EditSpec } from './binding.ts';
import type { NativeNetwork } from './nativeNetwork.ts';

/**
 * Interventions in the words of the addon: one edit for each step, in the order in which they are to
 * be carried out. Each act is affine: value ← kept∘value + ofSource∘source + constant.
 *
 * @param interventions checked ones, see networks/interventions.ts
 */
export function editsOf(
  network: NativeNetwork,
  interventions: readonly Intervention[],
  steps: number,
): EditSpec[] {
  const names = cellOf(network.recipe).activations.map(({ name }) => name);
  const layers = Array.from({ length: network.recipe.layers }, (_, layer) =>
    interventions.filter((intervention) => intervention.layer === layer),
  );
  const ordered = layers.flatMap((ofLayer) =>
    interventionOrder(names, ofLayer).flatMap((name) =>
      ofLayer.filter(({ activation }) => activation === name),
    ),
  );
  return ordered.flatMap((intervention) => {
    const edits: EditSpec[] = [];
    const end = Math.min(intervention.steps.to, steps);
    let edit: EditSpec | undefined;
    for (let step = intervention.steps.from; step < end; step++) {
      // Only what is copied differs from step to step.
      const isSame = edit !== undefined && intervention.act.kind !== 'copy';
      edit = isSame ? { ...(edit as EditSpec), step } : editOf(network, intervention, step);
      edits.push(edit);
    }
    return edits;
  });
}

function editOf({ recipe }: NativeNetwork, intervention: Intervention, step: number): EditSpec {
  const { layer, activation, act } = intervention;
  const { units } = recipe;
  const kept = new Float32Array(units).fill(1);
  const ofSource = new Float32Array(units);
  const constant = new Float32Array(units);
  const chosen = intervention.units ?? kept.keys();
  for (const unit of chosen) {
    kept[unit] = act.kind === 'scale' ? act.factor : 0;
    if (act.kind === 'set') constant[unit] = act.value;
    if (act.kind === 'copy') constant[unit] = act.values[step * units + unit] ?? 0;
    if (act.kind !== 'complement') continue;
    ofSource[unit] = -1;
    constant[unit] = 1;
  }
  // Every edit names a source; where none counts its factors are 0.
  const source = act.kind === 'complement' ? act.of : 'candidate';
  const prefix = `layers.${layer}`;
  return {
    step,
    activation: `${prefix}.${activation}`,
    source: `${prefix}.${source}`,
    kept,
    ofSource,
    constant,
  };
}
