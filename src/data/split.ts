/** The parts of a data set; the names are also the values of the GraphQL enum. */
export const splitNames = ['TRAIN', 'VALIDATION', 'TEST'] as const;
export type SplitName = (typeof splitNames)[number];
