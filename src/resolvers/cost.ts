/**
 * What a field costs in http/costLimit.ts, where every field costs 1: about as many times the work of
 * reading a property.
 */
export const cost = {
  /** A query to Postgres. */
  lookUp: 5,
  /** A list from Postgres, or files to look at. */
  list: 20,
  /** A picture to compress. */
  picture: 50,
  /** An image to run through a network. */
  forward: 200,
} as const;
