import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

function run(program: string, ...rest: string[]): Promise<{ code: number | null; output: string }> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', path, ...rest]);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ code, output }));
  });
}

describe('a process that trains', () => {
  it('can exit in the middle of a call', async () => {
    expect(await run('trainAndEnd.ts', 'exit')).toEqual({ code: 7, output: '' });
  });

  it('lives until its call has ended, and then ends by itself', async () => {
    expect(await run('trainAndEnd.ts', 'abort')).toEqual({ code: 0, output: 'stopped\n' });
  });

  it('outlives a thread of JavaScript that is ended in the middle of a call', async () => {
    expect(await run('endThread.ts')).toEqual({ code: 0, output: 'terminated\n' });
  });
});
