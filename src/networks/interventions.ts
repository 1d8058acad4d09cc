/**
 * A change made to an activation where it is computed, before it is used: the causal experiments of
 * this field (ablation, clamping, activation patching).
 */
export interface Intervention {
  layer: number;
  /** Name within the layer, such as `forgetGate`. */
  activation: string;
  /** Steps at which it acts, `to` exclusive. */
  steps: { from: number; to: number };
  /** Units it acts on; null means all. */
  units: readonly number[] | null;
  act: InterventionAct;
}

export type InterventionAct =
  | { kind: 'set'; value: number }
  | { kind: 'scale'; factor: number }
  /** 1 - another gate of the same layer and step, after what was done to that one. */
  | { kind: 'complement'; of: string }
  /** The values that the activation had in another run, [step, units of the layer]. */
  | { kind: 'copy'; values: Float32Array };
