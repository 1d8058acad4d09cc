import { trainingLimits } from '../../networks/trainingOptions.ts';

/** How much one field may be asked for. What an operation may have in all is in valuesBudget and drawings. */
export const pageLimits = { first: 100, defaultFirst: 20 } as const;

/** Side of a pixel of an image, or of a cell of a tensor, in pixels of a PNG. */
export const largestImageScale = 32;
export const largestCell = 32;

/** Pixels of a picture's PNG for each unit of length of its SVG. */
export const pictureScales = { least: 0.5, usual: 2, most: 4 } as const;

export const curveLimits = { points: 10_000, defaultPoints: 1000, curves: 24 } as const;

export const comparisonLimits = { least: 2, most: 12, defaultExamples: 10 } as const;

/** Random sets of units that a change is made to. */
export const controlLimits = { sets: 100, defaultSets: 20 } as const;

export const resultLimits = { seeds: trainingLimits.seeds, architectures: 24 } as const;

/** Of the table of the homework, the course work behind docs/questions.md. */
export const tableSize = { blocks: 2, columns: 4 } as const;
