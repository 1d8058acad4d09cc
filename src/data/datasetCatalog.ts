import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GatescopeError, shown } from '../errors.ts';
import { exampleCounts, makeDataset, type Dataset } from './dataset.ts';
import {
  findDatasetFiles,
  readDatasetFiles,
  versionOf,
  type DatasetFiles,
} from './datasetFiles.ts';
import { readDatasetSettings } from './datasetSettings.ts';
import { datasetWarnings, type DatasetWarning } from './datasetWarnings.ts';
import { checkMnist, MNIST } from './mnist.ts';
import type { SplitName } from './split.ts';
import type { SplitRule } from './splitRule.ts';

/** What there is to say of a data set without its images: of a sound one, or of a broken one. */
export type DatasetSummary = SoundDataset | BrokenDataset;

export interface SoundDataset {
  name: string;
  problem: null;
  sha256: string;
  rows: number;
  columns: number;
  classes: number;
  examples: Record<SplitName, number>;
  splitRule: SplitRule;
  /** What makes training on it of little use, though nothing is broken. */
  warnings: DatasetWarning[];
}

export interface BrokenDataset {
  name: string;
  /** What keeps it from being used, for the person who put it there. */
  problem: string;
}

export interface CatalogOptions {
  /** The four files of MNIST. */
  mnist: string;
  /** Holds a folder for each user data set; need not exist. */
  userDatasets: string;
  /** Hears of each data set that has warnings, once for each version of its files. */
  warn?: (dataset: SoundDataset) => void;
}

interface Cached<T> {
  version: string;
  value: T;
}

/** A few of the largest allowed still fit in memory. */
const MOST_KEPT = 3;
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const NAME_RULE =
  "1 to 64 of the characters a-z, 0-9, '.', '_' and '-', the first a letter or digit, without '..'";

/**
 * The data sets on this machine: MNIST and the user's. The user's folders are looked at anew at each
 * call, so that a data set is seen as soon as it is there and a changed file is read again. MNIST's
 * files are part of the installation and are found once.
 */
export class DatasetCatalog {
  readonly #options: CatalogOptions;
  /** The least recently used first. Promises, so that two callers share one reading. */
  readonly #datasets = new Map<string, Cached<Promise<Dataset>>>();
  readonly #summaries = new Map<string, Cached<DatasetSummary>>();
  #mnistFiles: DatasetFiles | null = null;

  constructor(options: CatalogOptions) {
    this.#options = options;
  }

  /** MNIST first, then the user's by name. */
  async list(): Promise<DatasetSummary[]> {
    const summaries: DatasetSummary[] = [];
    for (const name of await this.#userFolders()) {
      summaries.push(userProblem(name) ?? (await this.#summary(name)));
    }
    // Read last, to be still in memory when it is asked for, which is likelier than of any other.
    return [await this.#summary(MNIST), ...summaries];
  }

  /**
   * @param argument where the name came from, to name it in errors, such as `input.dataset`; not given
   *   where nobody asked for it by name
   * @throws GatescopeError DATASET_NOT_FOUND, or DATASET_BROKEN with what is wrong
   */
  async load(name: string, argument?: string): Promise<Dataset> {
    try {
      return await this.#load(name, argument ?? 'dataset');
    } catch (error) {
      if (!(error instanceof GatescopeError) || argument === undefined) throw error;
      // Several who asked for it by different arguments may have shared one reading.
      const { code, message, cause } = error;
      throw new GatescopeError(code, message, { argument, cause });
    }
  }

  /** Empty for a data set that is broken or gone, which `load` tells. */
  async warnings(name: string): Promise<DatasetWarning[]> {
    const summary = isName(name) ? await this.#summary(name) : null;
    return summary?.problem === null ? summary.warnings : [];
  }

  async #load(name: string, argument: string): Promise<Dataset> {
    if (!isName(name)) throw notFound(argument, `a name of ${NAME_RULE}`, name);
    const files = await this.#find(name);
    if (files === null) {
      throw notFound(argument, `${MNIST} or a folder among the user data sets`, name);
    }
    return this.#read(name, files);
  }

  async #summary(name: string): Promise<DatasetSummary> {
    try {
      const files = await this.#find(name);
      if (files === null) return { name, problem: `${name}: expected a folder, got none` };
      const version = versionOf(files);
      const known = this.#summaries.get(name);
      if (known?.version === version) return known.value;
      const summary = await this.#summarized(name, files);
      this.#summaries.set(name, { version, value: summary });
      if (summary.problem === null && summary.warnings.length > 0) this.#options.warn?.(summary);
      return summary;
    } catch (error) {
      if (!(error instanceof GatescopeError)) throw error;
      return { name, problem: error.message };
    }
  }

  /** @throws GatescopeError DATASET_BROKEN where what is wrong may pass without a change of the files */
  async #summarized(name: string, files: DatasetFiles): Promise<DatasetSummary> {
    try {
      return summarize(await this.#read(name, files));
    } catch (error) {
      if (!(error instanceof GatescopeError) || isOfTheMoment(error)) throw error;
      return { name, problem: error.message };
    }
  }

  /** Null when there is no folder of that name. */
  async #find(name: string): Promise<DatasetFiles | null> {
    const { mnist, userDatasets } = this.#options;
    if (name === MNIST) {
      this.#mnistFiles ??= await findDatasetFiles(name, mnist, mnist);
      return this.#mnistFiles;
    }
    const folder = join(userDatasets, name);
    if (!(await isFolder(folder))) return null;
    return findDatasetFiles(name, folder, userDatasets);
  }

  #read(name: string, files: DatasetFiles): Promise<Dataset> {
    const version = versionOf(files);
    const known = this.#datasets.get(name);
    const dataset = known?.version === version ? known.value : this.#readAnew(name, files);
    this.#datasets.delete(name);
    this.#datasets.set(name, { version, value: dataset });
    for (const oldest of this.#datasets.keys()) {
      if (this.#datasets.size <= MOST_KEPT) break;
      this.#datasets.delete(oldest);
    }
    return dataset;
  }

  /** A failure is not kept: what caused it, such as too many open files, may pass by itself. */
  #readAnew(name: string, files: DatasetFiles): Promise<Dataset> {
    const dataset = readDataset(name, files);
    dataset.catch(() => {
      if (this.#datasets.get(name)?.value === dataset) this.#datasets.delete(name);
    });
    return dataset;
  }

  async #userFolders(): Promise<string[]> {
    const { userDatasets } = this.#options;
    if (!(await isFolder(userDatasets))) return [];
    const names: string[] = [];
    for (const name of await readdir(userDatasets)) {
      if (!name.startsWith('.') && (await isFolder(join(userDatasets, name)))) names.push(name);
    }
    return names.sort();
  }
}

async function readDataset(name: string, files: DatasetFiles): Promise<Dataset> {
  const contents = await readDatasetFiles(files);
  const dataset = makeDataset(name, contents, await readDatasetSettings(files.settings));
  if (name === MNIST) checkMnist(dataset.sha256, contents);
  return dataset;
}

function summarize(dataset: Dataset): SoundDataset {
  const { name, sha256, rows, columns, classes, splitRule } = dataset;
  const examples = exampleCounts(dataset);
  const warnings = datasetWarnings(dataset);
  return { name, problem: null, sha256, rows, columns, classes, examples, splitRule, warnings };
}

/** What keeps a user's folder from being a data set, judged by its name alone. */
function userProblem(name: string): BrokenDataset | null {
  if (name === MNIST) {
    return {
      name,
      problem: `${MNIST}: the name is that of the built-in data set; rename the folder`,
    };
  }
  if (isName(name)) return null;
  return { name, problem: `expected a folder name of ${NAME_RULE}, got ${shown(name)}` };
}

function isName(name: string): boolean {
  return NAME.test(name) && !name.includes('..');
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  return stats?.isDirectory() ?? false;
}

function notFound(argument: string, expected: string, name: string): GatescopeError {
  return new GatescopeError(
    'DATASET_NOT_FOUND',
    `${argument}: expected ${expected}, got ${shown(name)}`,
    { argument },
  );
}

/** What the operating system refused, such as one file more that is open. */
function isOfTheMoment({ cause }: GatescopeError): boolean {
  return cause instanceof Error && 'syscall' in cause;
}
