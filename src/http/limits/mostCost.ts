/** What one operation may cost, see operationCost.ts. */
export const mostCost = 6_000;
