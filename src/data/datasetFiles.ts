import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { GatescopeError } from '../errors.ts';
import { readIdxFile, type IdxFile } from './idxFile.ts';

/** The four files of a data set, in the order in which its hash takes them. */
export const datasetParts = ['trainImages', 'trainLabels', 'testImages', 'testLabels'] as const;
export type DatasetPart = (typeof datasetParts)[number];

export type DatasetContents = Record<DatasetPart, IdxFile>;

/** A file of a data set that was found, but not read yet. */
export interface FoundFile {
  /** Without symbolic links. */
  path: string;
  /** Data set and file name, to name it in errors. */
  label: string;
  /** Changes whenever the file is replaced or written to. */
  version: string;
}

export type DatasetFiles = Record<DatasetPart, FoundFile>;

const canonicalNames: Record<DatasetPart, string> = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

/**
 * Looks for the four files in a folder, without reading them.
 *
 * @param name the data set's, to name its files in errors
 * @param border the folder that symbolic links may not lead out of
 * @throws GatescopeError DATASET_BROKEN for a file that is missing or no plain file
 */
export async function findDatasetFiles(
  name: string,
  folder: string,
  border: string,
): Promise<DatasetFiles> {
  const [files, realBorder] = await Promise.all([readdir(folder), realpath(border)]).catch(
    (cause: unknown) => {
      throw broken(`${name}: expected a folder that can be read, got an error`, cause);
    },
  );
  const present = new Set(files);
  const find = (part: DatasetPart): Promise<FoundFile> => {
    const file = spellings(part).find((spelling) => present.has(spelling));
    if (file === undefined) {
      throw broken(`${name}: expected a file ${canonicalNames[part]}, got none`);
    }
    return inspectFile(join(folder, file), `${name}/${file}`, realBorder);
  };
  return forEachPart(find);
}

/** Changes whenever one of the files does. */
export function versionOf(files: DatasetFiles): string {
  return datasetParts.map((part) => files[part].version).join(' ');
}

/** @throws GatescopeError DATASET_BROKEN for a file that cannot be read or decompressed */
export async function readDatasetFiles(files: DatasetFiles): Promise<DatasetContents> {
  return forEachPart((part) => readIdxFile(files[part].path, files[part].label));
}

async function forEachPart<T>(
  act: (part: DatasetPart) => Promise<T>,
): Promise<Record<DatasetPart, T>> {
  return {
    trainImages: await act('trainImages'),
    trainLabels: await act('trainLabels'),
    testImages: await act('testImages'),
    testLabels: await act('testLabels'),
  };
}

/** The names that a file may have, the first found being taken: with `-idx` or `.idx`, gzipped or not. */
function spellings(part: DatasetPart): string[] {
  const canonical = canonicalNames[part];
  const dotted = canonical.replace('-idx', '.idx');
  return [canonical, dotted, `${canonical}.gz`, `${dotted}.gz`];
}

async function inspectFile(link: string, label: string, realBorder: string): Promise<FoundFile> {
  const path = await realpath(link).catch((cause: unknown) => {
    throw broken(`${label}: expected a file, got a link that leads nowhere`, cause);
  });
  if (!path.startsWith(realBorder + sep)) {
    throw broken(`${label}: expected a file, got a link that leads out of the data-set folder`);
  }
  const stats = await stat(path, { bigint: true });
  if (!stats.isFile()) throw broken(`${label}: expected a file, got something else`);
  const version = [path, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(':');
  return { path, label, version };
}

function broken(message: string, cause?: unknown): GatescopeError {
  return new GatescopeError('DATASET_BROKEN', message, { cause });
}
