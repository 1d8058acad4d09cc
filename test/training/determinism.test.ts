import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('weightsDigest.ts', import.meta.url));
const recipes = [
  { cell: 'LSTM', units: 32 },
  { cell: 'GRU', units: 32 },
  { cell: 'GRU', units: 32, resetAfter: false },
];

/** Of each recipe's weights after a little training. */
async function digestsInNewProcess(seed: number): Promise<string[]> {
  const args = ['--import', 'tsx', program, JSON.stringify(recipes), String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout.trim().split('\n');
}

let first: string[];
let again: string[];
let ofAnotherSeed: string[];
beforeAll(async () => {
  first = await digestsInNewProcess(1);
  again = await digestsInNewProcess(1);
  ofAnotherSeed = await digestsInNewProcess(2);
});

describe.each([...recipes.entries()])('training %i %o', (n) => {
  it('gives the same weights in two processes, and others for another seed', () => {
    expect(first[n]).toMatch(/^[0-9a-f]{64}$/);
    expect(again[n]).toBe(first[n]);
    expect(ofAnotherSeed[n]).not.toBe(first[n]);
  });
});
