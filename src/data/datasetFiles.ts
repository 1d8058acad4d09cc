import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { GatescopeError, shown } from '../errors.ts';
import { SETTINGS_FILE } from './datasetSettings.ts';
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

export interface DatasetFiles extends Record<DatasetPart, FoundFile> {
  /** How the data set is to be taken; null where the user says nothing of it. */
  settings: FoundFile | null;
}

const canonicalNames: Record<DatasetPart, string> = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

/**
 * The names under which the files are found in the wild: in any case, with a dot before `idx`,
 * gzipped, behind a name (`emnist-digits-`), `test` for `t10k`, labels as a table of int32 (QMNIST).
 */
const namePatterns: Record<DatasetPart, RegExp> = {
  trainImages: /^(?:.+-)?train-images[-.]idx3-ubyte(?:\.gz)?$/i,
  trainLabels: /^(?:.+-)?train-labels[-.](?:idx1-ubyte|idx1-int|idx2-int)(?:\.gz)?$/i,
  testImages: /^(?:.+-)?(?:t10k|test)-images[-.]idx3-ubyte(?:\.gz)?$/i,
  testLabels: /^(?:.+-)?(?:t10k|test)-labels[-.](?:idx1-ubyte|idx1-int|idx2-int)(?:\.gz)?$/i,
};

/** Below a data set's folder, where other tools put the files; looked into in this order. */
const subfolders = ['.', 'raw', join('MNIST', 'raw')];
const MOST_NAMES_SHOWN = 6;

/**
 * Looks for the four files in a folder, without reading them.
 *
 * @param name the data set's, to name its files in errors
 * @param border the folder that symbolic links may not lead out of
 * @throws GatescopeError DATASET_BROKEN for a file that is missing, there twice or no plain file
 */
export async function findDatasetFiles(
  name: string,
  folder: string,
  border: string,
): Promise<DatasetFiles> {
  const realBorder = await realpath(border).catch((cause: unknown) => unreadable(name, cause));
  const { own, subfolder, files } = await listFiles(name, folder);
  const find = (part: DatasetPart): Promise<FoundFile> => {
    const file = chooseFile(name, part, files);
    return inspectFile(join(folder, subfolder, file), `${name}/${file}`, realBorder);
  };
  const settings = own.includes(SETTINGS_FILE)
    ? await inspectFile(join(folder, SETTINGS_FILE), `${name}/${SETTINGS_FILE}`, realBorder)
    : null;
  return { ...(await forEachPart(find)), settings };
}

/** The first folder that holds a part of the data set, or else the folder itself. */
async function listFiles(
  name: string,
  folder: string,
): Promise<{ own: string[]; subfolder: string; files: string[] }> {
  const own = await readdir(folder).catch((cause: unknown) => unreadable(name, cause));
  for (const subfolder of subfolders) {
    const files = subfolder === '.' ? own : await readdir(join(folder, subfolder)).catch(() => []);
    const holdsPart = (part: DatasetPart): boolean => spelled(part, files).length > 0;
    if (datasetParts.some(holdsPart)) return { own, subfolder, files };
  }
  return { own, subfolder: '.', files: own };
}

/** The canonical name goes before all others; of several others none is better. */
function chooseFile(name: string, part: DatasetPart, files: readonly string[]): string {
  const canonical = canonicalSpellings(part).find((spelling) => files.includes(spelling));
  if (canonical !== undefined) return canonical;
  const [file, ...more] = spelled(part, files);
  if (file === undefined) {
    const held = files.length === 0 ? 'is empty' : `holds ${shownNames(files)}`;
    throw broken(`${name}: expected a file ${canonicalNames[part]}, got none: the folder ${held}`);
  }
  if (more.length === 0) return file;
  const found = shownNames([file, ...more]);
  throw broken(
    `${name}: expected one file of the kind ${canonicalNames[part]}, got ${found}; give each data set a folder of its own`,
  );
}

function spelled(part: DatasetPart, files: readonly string[]): string[] {
  return files.filter((file) => namePatterns[part].test(file));
}

function shownNames(files: readonly string[]): string {
  const names = files
    .toSorted()
    .slice(0, MOST_NAMES_SHOWN)
    .map((file) => shown(file));
  const more = files.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function unreadable(name: string, cause: unknown): never {
  throw broken(`${name}: expected a folder that can be read, got an error`, cause);
}

/** Changes whenever one of the files does. */
export function versionOf(files: DatasetFiles): string {
  const versions = datasetParts.map((part) => files[part].version);
  return [...versions, files.settings?.version ?? ''].join(' ');
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

/** With `-idx` or `.idx`, gzipped or not; the first found is taken. */
function canonicalSpellings(part: DatasetPart): string[] {
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
  if (!stats.isFile()) {
    const got = stats.isDirectory() ? 'a folder; move what is in it up' : 'something else';
    throw broken(`${label}: expected a file, got ${got}`);
  }
  const version = [path, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(':');
  return { path, label, version };
}

function broken(message: string, cause?: unknown): GatescopeError {
  return new GatescopeError('DATASET_BROKEN', message, { cause });
}
