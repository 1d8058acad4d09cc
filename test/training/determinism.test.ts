import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('weightsDigest.ts', import.meta.url));

async function digestInNewProcess(recipe: object, seed: number): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    program,
    JSON.stringify(recipe),
    String(seed),
  ]);
  return stdout.trim();
}

describe.each([
  { cell: 'LSTM', units: 32 },
  { cell: 'GRU', units: 32 },
  { cell: 'GRU', units: 32, resetAfter: false },
])('training %o', (recipe) => {
  it('gives the same weights in two processes, and others for another seed', async () => {
    const first = await digestInNewProcess(recipe, 1);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestInNewProcess(recipe, 1)).toBe(first);
    expect(await digestInNewProcess(recipe, 2)).not.toBe(first);
  });
});
