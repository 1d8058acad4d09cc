/**
 * Writes schema.graphql, the API as a text, or with --check only compares: it is checked in, so that
 * every change of the API is seen in a review.
 */
import { readFile, writeFile } from 'node:fs/promises';

import { printApiSchema } from '../src/resolvers/apiSchema.ts';

const file = new URL('../schema.graphql', import.meta.url);
const printed = printApiSchema();

if (!process.argv.includes('--check')) {
  await writeFile(file, printed);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== printed) {
  console.error('schema.graphql is not the present API: run `npm run schema` and look at the diff');
  process.exitCode = 1;
}
