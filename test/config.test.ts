import { availableParallelism, homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../scripts/setup/environment.mjs';
import { readConfig, type Environment } from '../src/config.ts';
import { GatescopeError } from '../src/errors.ts';

function problemsOf(environment: Environment): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(GatescopeError);
    expect((error as GatescopeError).code).toBe('INVALID_CONFIGURATION');
    return (error as GatescopeError).message.split('\n');
  }
  return [];
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataFolder: resolve('data'),
      datasetsFolder: resolve('data/datasets'),
      cacheFolder: join(homedir(), '.cache/gatescope'),
      databaseUrl: null,
      tensorflow: 'auto',
      engine: 'auto',
      threads: availableParallelism(),
      origins: [],
      embedders: [],
      logLevel: 'info',
    });
  });

  it.each([
    ['https://*.example.org', 'each origin by its full name, as a * stands for nothing here'],
    ['*', 'each origin by its full name, as a * stands for nothing here'],
    ['null', 'no null, which every file and sandboxed frame has'],
    ['https://example.org/', 'https://example.org without a slash'],
    ['example.org', 'origins such as https://example.org'],
  ])('says what is wrong with the origin %s', (origin, expected) => {
    const [problem] = problemsOf({ GATESCOPE_ORIGINS: `https://one.example.org,${origin}` });
    expect(problem).toContain(`GATESCOPE_ORIGINS: expected ${expected}`);
  });

  it('takes what it is given', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      GATESCOPE_DATA: 'elsewhere',
      GATESCOPE_CACHE: '/var/cache/gatescope',
      DATABASE_URL: 'postgresql://me:secret@db.example.org/gatescope',
      GATESCOPE_TENSORFLOW: 'off',
      GATESCOPE_ENGINE: 'native',
      GATESCOPE_THREADS: '3',
      GATESCOPE_ORIGINS: 'https://one.example.org, http://localhost:8080',
      GATESCOPE_EMBEDDERS: 'https://course.example.org',
      LOG_LEVEL: 'debug',
    });
    expect(config).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataFolder: resolve('elsewhere'),
      datasetsFolder: resolve('elsewhere/datasets'),
      cacheFolder: '/var/cache/gatescope',
      databaseUrl: 'postgresql://me:secret@db.example.org/gatescope',
      tensorflow: 'off',
      engine: 'native',
      threads: 3,
      origins: ['https://one.example.org', 'http://localhost:8080'],
      embedders: ['https://course.example.org'],
      logLevel: 'debug',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = { PORT: '', GATESCOPE_CACHE: ' ', GATESCOPE_ORIGINS: '', DATABASE_URL: '' };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('names every variable at fault, what was expected and what came', () => {
    const problems = problemsOf({
      PORT: '70000',
      GATESCOPE_TENSORFLOW: 'sometimes',
      GATESCOPE_THREADS: '0',
      LOG_LEVEL: 'INFO',
    });
    expect(problems).toEqual([
      'PORT: expected a whole number from 0 to 65535, got "70000"',
      'GATESCOPE_TENSORFLOW: expected one of auto, cpu, gpu, off, got "sometimes"',
      'GATESCOPE_THREADS: expected a whole number from 1 to 1024, got "0"',
      'LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent, got "INFO"',
    ]);
  });

  it.each(['80a', '-1', '1e3', '0x50', '4000.0'])('refuses the port %s', (port) => {
    expect(problemsOf({ PORT: port })).toHaveLength(1);
  });

  it.each(['example.org', 'https://example.org/', 'https://example.org/page', '*', 'ftp://a.org'])(
    'refuses the origin %s',
    (origin) => {
      expect(problemsOf({ GATESCOPE_ORIGINS: `https://good.example.org,${origin}` })).toEqual([
        expect.stringContaining(`got "${origin}"`),
      ]);
    },
  );

  it('keeps the password of a database to itself', () => {
    const problems = problemsOf({ DATABASE_URL: 'mysql://me:secret@localhost/gatescope' });
    expect(problems).toEqual([expect.stringMatching(/^DATABASE_URL: expected postgresql:/)]);
    expect(problems.join()).not.toContain('secret');
  });

  it('refuses to be asked for an engine that is switched off', () => {
    const problems = problemsOf({ GATESCOPE_ENGINE: 'tensorflow', GATESCOPE_TENSORFLOW: 'off' });
    expect(problems).toEqual([
      'GATESCOPE_ENGINE: expected auto or native while GATESCOPE_TENSORFLOW is off, got "tensorflow"',
    ]);
  });
});

describe('the environment of the set-up', () => {
  it.each<Environment>([
    {},
    { XDG_CACHE_HOME: '/xdg' },
    { XDG_CACHE_HOME: '/xdg', GATESCOPE_CACHE: 'here' },
    { XDG_CACHE_HOME: ' ', GATESCOPE_CACHE: '' },
    { GATESCOPE_TENSORFLOW: 'gpu' },
    { GATESCOPE_TENSORFLOW: ' off ' },
    { GATESCOPE_TENSORFLOW: '' },
  ])('is that of the programs: %o', (environment) => {
    const { cacheFolder, tensorflow } = readConfig(environment);
    expect(readEnvironment(environment)).toEqual({ cacheFolder, tensorflow });
  });

  it('refuses the same mode in the same words', () => {
    const environment = { GATESCOPE_TENSORFLOW: 'GPU' };
    const [problem = ''] = problemsOf(environment);
    expect(() => readEnvironment(environment)).toThrow(problem);
  });
});
