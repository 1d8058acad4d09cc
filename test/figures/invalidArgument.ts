import { expect } from 'vitest';

/** What `toThrow` compares with: an INVALID_ARGUMENT that names the argument. */
export function invalid(argument: string): object {
  return expect.objectContaining({ code: 'INVALID_ARGUMENT', argument }) as object;
}
