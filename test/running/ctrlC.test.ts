import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { RunningService } from './runningService.ts';

const terminal = fileURLToPath(new URL('pressCtrlC.py', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
/** As `npm start` runs it: npm passes the terminal's signal on. */
const npm = ['npm', 'exec', '--offline', '--call', 'exec node dist/main.js'];

/** Starts everything on a terminal and presses Ctrl-C once this has been printed. */
async function pressAt(printed: string, dataFolder: string) {
  const child = spawn('python3', [terminal, printed, ...npm], {
    cwd: root,
    env: { ...process.env, PORT: '0', GATESCOPE_DATA: dataFolder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const output = await text(child.stdout);
  return { output, exitCode: ((await ended) as [number | null])[0] };
}

/** Processes that have the folder in their arguments, as Postgres, or in their environment. */
function processesOf(dataFolder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) =>
    ['cmdline', 'environ'].some((file) => readProcess(pid, file).includes(dataFolder)),
  );
}

function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

it('ends everything in order when Ctrl-C is pressed once in the terminal of npm', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'gatescope-terminal-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));

  const { output, exitCode } = await pressAt('main: ready', dataFolder);

  expect(exitCode).toBe(0);
  expect(output).toMatch(/worker: stopped[^]*server: stopped[^]*main: stopped/);
  expect(processesOf(dataFolder)).toEqual([]);
  expect(existsSync(join(dataFolder, 'postgres/cluster/data/postmaster.pid'))).toBe(false);

  const again = await RunningService.start({ dataFolder });
  await again.stop();
  const log = readFileSync(join(dataFolder, 'postgres/server.log'), 'utf8');
  expect(log.match(/database system is shut down/g)).toHaveLength(2);
  expect(log).not.toContain('not properly shut down');
});
