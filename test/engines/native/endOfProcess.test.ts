import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('trainAndEnd.ts', import.meta.url));

function run(ending: 'exit' | 'abort'): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ending]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe('a process that trains', () => {
  it('can exit in the middle of a call', async () => {
    expect(await run('exit')).toEqual({ code: 7, output: '' });
  });

  it('lives until its call has ended, and then ends by itself', async () => {
    expect(await run('abort')).toEqual({ code: 0, output: 'stopped\n' });
  });
});
