import { cost } from '../../resolvers/cost.ts';

/** What the drawings cost that stand in the arguments of a field, however deep. */
export function drawingsCost(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value) && typeof value[0] !== 'object') return 0;
  let sum = 0;
  for (const [name, part] of Object.entries(value)) {
    sum += (name === 'drawing' && part !== null ? cost.drawing : 0) + drawingsCost(part);
  }
  return sum;
}
