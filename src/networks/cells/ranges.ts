/** Ranges of activations, closed because float32 rounds to the ends. */
export const betweenZeroAndOne = { least: 0, most: 1 };
export const betweenMinusOneAndOne = { least: -1, most: 1 };
