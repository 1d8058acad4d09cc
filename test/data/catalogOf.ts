import { expect } from 'vitest';
import { DatasetCatalog } from '../../src/data/datasetCatalog.ts';
import { mnistFolder } from '../../src/data/mnist.ts';

/** Of MNIST's four files, one after the other. */
export const mnistSha256 = 'b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a';

/** A catalog with the user data sets of that folder. */
export function catalogOf(userDatasets: string, mnist = mnistFolder()): DatasetCatalog {
  return new DatasetCatalog({ mnist, userDatasets });
}

/** What `toThrow` compares with: a DATASET_BROKEN with that message. */
export function broken(message: string): unknown {
  return expect.objectContaining({ code: 'DATASET_BROKEN', message });
}
