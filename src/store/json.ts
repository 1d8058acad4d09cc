import { requireFinite } from './finite.ts';
import type { Prisma } from './generated/client.ts';

/**
 * A plain object as Prisma takes it. JSON has no NaN and would turn it into null unnoticed.
 *
 * @throws GatescopeError INTERNAL for a number that is not finite
 */
export function toJson(value: object): Prisma.InputJsonObject {
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (typeof part === 'number') requireFinite(key, part);
    return part;
  });
  return JSON.parse(text) as Prisma.InputJsonObject;
}
