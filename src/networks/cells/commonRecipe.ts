/**
 * What reads the hidden state h [units]:
 * - `RESULTS`: dense 64 ReLU, dense 64 ReLU, dense classes; made the table of results of the homework (the course work behind docs/questions.md).
 * - `ASSIGNMENT`: ReLU, dense 64 ReLU, dense classes; the one in the assignment's own text.
 * - `AFFINE`: one affine layer, without any hidden one.
 */
export const headNames = ['RESULTS', 'ASSIGNMENT', 'AFFINE'] as const;
export type HeadName = (typeof headNames)[number];

/**
 * How the weights start:
 * - `GLOROT`: Glorot and Bengio's uniform weights (2010), biases 0 but for the gates'.
 * - `ZERO_CELL`: the homework's bonus cell. All of the recurrent layers starts at 0; the biases of the
 *   head are then drawn too, as ReLU would pass no gradient where everything below it is 0.
 */
export const initializations = ['GLOROT', 'ZERO_CELL'] as const;
export type Initialization = (typeof initializations)[number];

/** The choices that recipes of all cells have. */
export interface CommonRecipe {
  /** Units of each recurrent layer, 1 to 1024. */
  units: number;
  /** Recurrent layers, 1 to 4; each reads the hidden states of the one below. */
  layers: number;
  /** An affine map of each input row to the unit count before the first layer. */
  inputProjection: boolean;
  head: HeadName;
  initialization: Initialization;
}
