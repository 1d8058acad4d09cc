import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { enginePreferences, type EnginePreference } from './engines/engineNames.ts';
import { GatescopeError, shown } from './errors.ts';

export const tensorflowModes = ['auto', 'cpu', 'gpu', 'off'] as const;
export type TensorflowMode = (typeof tensorflowModes)[number];

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the environment says, checked. Folders are absolute paths; none is created here. */
export interface Config {
  /** 0 takes a free port. */
  port: number;
  host: string;
  /** The embedded Postgres, and what users bring. */
  dataFolder: string;
  /** User data sets, a folder each: `dataFolder`/datasets. */
  datasetsFolder: string;
  /** What can be had again: TensorFlow's runtime, its binding, Postgres binaries. */
  cacheFolder: string;
  /** An external Postgres; null starts the embedded one. */
  databaseUrl: string | null;
  tensorflow: TensorflowMode;
  engine: EnginePreference;
  /** Threads that an engine may compute with. */
  threads: number;
  /** Origins, such as `https://example.org`, whose pages may call the API; none but our own if empty. */
  origins: string[];
  /** Origins whose pages may show the dashboard in a frame; none if empty. */
  embedders: string[];
  logLevel: LogLevel;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const MOST_THREADS = 1024;

/**
 * Reads the environment once. A variable that is empty counts as not set.
 *
 * @throws GatescopeError INVALID_CONFIGURATION that names every variable with a value that cannot be
 *   used, one to a line
 */
export function readConfig(environment: Environment = process.env): Config {
  const read = new Reader(environment);
  const dataFolder = resolve(read.text('GATESCOPE_DATA') ?? 'data');
  const config: Config = {
    port: read.wholeNumber('PORT', 0, 65535) ?? 4000,
    host: read.text('HOST') ?? '127.0.0.1',
    dataFolder,
    datasetsFolder: join(dataFolder, 'datasets'),
    cacheFolder: cacheFolder(read),
    databaseUrl: read.databaseUrl('DATABASE_URL'),
    tensorflow: read.choice('GATESCOPE_TENSORFLOW', tensorflowModes) ?? 'auto',
    engine: read.choice('GATESCOPE_ENGINE', enginePreferences) ?? 'auto',
    threads: read.wholeNumber('GATESCOPE_THREADS', 1, MOST_THREADS) ?? availableParallelism(),
    origins: read.origins('GATESCOPE_ORIGINS'),
    embedders: read.origins('GATESCOPE_EMBEDDERS'),
    logLevel: read.choice('LOG_LEVEL', logLevels) ?? 'info',
  };
  if (config.engine === 'tensorflow' && config.tensorflow === 'off') {
    read.problem('GATESCOPE_ENGINE', 'auto or native while GATESCOPE_TENSORFLOW is off');
  }
  read.throwProblems();
  return config;
}

/** scripts/setup/environment.mjs says the same for the set-up; test/config.test.ts compares them. */
function cacheFolder(read: Reader): string {
  const given = read.text('GATESCOPE_CACHE');
  if (given !== undefined) return resolve(given);
  return join(read.text('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'gatescope');
}

/** Reads variables one by one and gathers what is wrong with them. */
class Reader {
  readonly #environment: Environment;
  readonly #problems: string[] = [];

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  text(variable: string): string | undefined {
    const value = this.#environment[variable]?.trim();
    return value === '' ? undefined : value;
  }

  wholeNumber(variable: string, least: number, most: number): number | undefined {
    const text = this.text(variable);
    if (text === undefined) return undefined;
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    this.problem(variable, `a whole number from ${least} to ${most}`);
    return undefined;
  }

  choice<Name extends string>(variable: string, names: readonly Name[]): Name | undefined {
    const text = this.text(variable);
    if (text === undefined) return undefined;
    const chosen = names.find((name) => name === text);
    if (chosen === undefined) this.problem(variable, `one of ${names.join(', ')}`);
    return chosen;
  }

  /** The value is not shown: it holds a password. */
  databaseUrl(variable: string): string | null {
    const text = this.text(variable);
    if (text === undefined) return null;
    if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
    this.problem(variable, 'postgresql://user:password@host:5432/database', 'another text');
    return null;
  }

  origins(variable: string): string[] {
    const origins = (this.text(variable) ?? '').split(',').map((origin) => origin.trim());
    return origins.filter((origin) => {
      if (isOrigin(origin)) return true;
      if (origin !== '') this.problem(variable, expectedOrigin(origin), shown(origin));
      return false;
    });
  }

  problem(variable: string, expected: string, got = shown(this.text(variable))): void {
    this.#problems.push(`${variable}: expected ${expected}, got ${got}`);
  }

  throwProblems(): void {
    if (this.#problems.length === 0) return;
    throw new GatescopeError('INVALID_CONFIGURATION', this.#problems.join('\n'));
  }
}

/**
 * An origin as browsers send it: scheme, host and port, without a path or a closing slash. A `*` would
 * pass for a part of a host.
 */
function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^*]*$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}

function expectedOrigin(text: string): string {
  if (text.includes('*')) return 'each origin by its full name, as a * stands for nothing here';
  if (text === 'null') {
    return 'no null, which every file and sandboxed frame has; serve the page from an origin of its own';
  }
  if (text.endsWith('/') && isOrigin(text.slice(0, -1)))
    return `${text.slice(0, -1)} without a slash`;
  return 'origins such as https://example.org, with commas between';
}
