import { readFileSync } from 'node:fs';

/** A file that fixtures/make_fixtures.py made. */
export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
}

/** Value k is k / 4 - 3, as in the fixtures. */
export function ramp(length: number): Float32Array {
  return Float32Array.from({ length }, (_, k) => k / 4 - 3);
}
