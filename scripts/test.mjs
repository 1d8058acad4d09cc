/*
 * Runs every check of the repository, also after one has failed, and ends with one line:
 * `N passed, N failed`, where each check below and each test counts once. `npm test` runs it after
 * the set-up. The tests under test/slow are left to `npm run test:slow`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Quick, and independent of each other. @type {[name: string, command: string, ...string[]][]} */
const checks = [
  ['types', 'typescript-7/bin/tsc', '--noEmit', '--project', 'tsconfig.json'],
  [
    'types of the dashboard',
    'typescript-7/bin/tsc',
    '--noEmit',
    '--project',
    'src/web/tsconfig.json',
  ],
  ['lint and import borders', 'oxlint/bin/oxlint', '.'],
  ['format', 'oxfmt/bin/oxfmt', '--check', '.'],
  ['schema.graphql is the present API', 'tsx/dist/cli.mjs', 'scripts/schema.ts', '--check'],
  [
    'the dashboard asks what the API answers',
    'tsx/dist/cli.mjs',
    'scripts/dashboardDocuments.ts',
    '--check',
  ],
];

/**
 * Projects of vitest.config.ts that run beside each other: one computes on every core, the other waits
 * for programs.
 */
const lanes = [['engines', 'quick'], ['programs']];

const outcomes = await Promise.all(checks.map(runCheck));
const tests = await Promise.all(lanes.map(runTests));

const passed = outcomes.filter((succeeded) => succeeded).length + sum(tests, 'passed');
const failed = outcomes.filter((succeeded) => !succeeded).length + sum(tests, 'failed');
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Prints the outcome and, of a failure, all output.
 *
 * @param {(typeof checks)[number]} check
 */
async function runCheck([name, command, ...args]) {
  const startedAt = performance.now();
  const { succeeded, output } = await run(command, args, 'pipe');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${succeeded ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!succeeded) console.log(output.replaceAll(/^(?=.)/gm, '  '));
  return succeeded;
}

/**
 * Runs the tests in view: they take minutes, and what passes takes a line for each file.
 *
 * @param {string[]} projects
 */
async function runTests(projects) {
  const folder = mkdtempSync(join(tmpdir(), 'gatescope-test-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const chosen = projects.map((project) => `--project=${project}`);
  const args = ['run', ...chosen, '--silent=passed-only', ...reporters];
  const { succeeded } = await run('vitest/vitest.mjs', args, 'inherit');
  const { numPassedTests, numFailedTests, numPendingTests } = readReport(report);
  rmSync(folder, { recursive: true });
  if (numPendingTests > 0) console.log(`${numPendingTests} tests skipped`);
  // A file that cannot be loaded, or an error outside of any test, fails the run without a test.
  const failedOtherwise = !succeeded && numFailedTests === 0 ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + failedOtherwise };
}

/**
 * @param {Record<'passed' | 'failed', number>[]} counts
 * @param {'passed' | 'failed'} which
 */
function sum(counts, which) {
  return counts.reduce((total, count) => total + count[which], 0);
}

/**
 * @param {string} file
 * @returns {{ numPassedTests: number, numFailedTests: number, numPendingTests: number }}
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('the tests ended without a report');
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  }
}

/**
 * @param {string} command a script in node_modules
 * @param {string[]} args
 * @param {'pipe' | 'inherit'} stdio
 * @returns {Promise<{ succeeded: boolean, output: string }>}
 */
function run(command, args, stdio) {
  return new Promise((resolve) => {
    const script = join(ROOT, 'node_modules', command);
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      stdio: ['ignore', stdio, stdio],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}
