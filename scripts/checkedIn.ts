import { readFile, writeFile } from 'node:fs/promises';

const root = new URL('../', import.meta.url);

/**
 * Writes a file that is made by a program and checked in, so that every change of it is seen in a
 * review; with --check it only compares.
 *
 * @param path from the repository's root
 * @param command what writes it
 */
export async function checkedIn(path: string, text: string, command: string): Promise<void> {
  const file = new URL(path, root);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`${path} is out of date: run \`${command}\` and look at the diff`);
    process.exitCode = 1;
  }
}
