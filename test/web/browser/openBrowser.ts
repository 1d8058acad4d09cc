import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

import { chromium, type Browser } from 'playwright-core';

/** Where a Chromium or Chrome may be installed that is not in the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** It asks nobody for updates, and shares no memory with others where there is little. */
const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage'];

/** A browser to test in: an installed one, else on Linux x64 the one that comes with npm. */
export async function openBrowser(): Promise<Browser> {
  const installed = [
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...PLACES,
  ].find(isProgram);
  if (installed !== undefined) {
    return chromium.launch({ executablePath: installed, args: QUIET });
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The tests of the dashboard need a browser: install Chromium or Google Chrome.',
    );
  }
  return openPackedBrowser();
}

/** It brings the shared libraries as well that a bare system lacks, for machines of another kind. */
async function openPackedBrowser(): Promise<Browser> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const executablePath = await packed.executablePath();
  // The package's own flags are for another place: one process, which ends with its first page, and no
  // security of the web.
  const options = { executablePath, args: [...QUIET, '--headless=shell'] };
  try {
    return await chromium.launch(options);
  } catch {
    const build = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const libraries = await inflate(join(dirname(build), '..', 'bin', 'al2023.tar.br'));
    const env = { ...process.env, LD_LIBRARY_PATH: join(libraries, 'lib') };
    return chromium.launch({ ...options, env });
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
