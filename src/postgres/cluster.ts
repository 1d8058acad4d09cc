import { type StdioOptions, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { GatescopeError } from '../errors.ts';
import { cannotMake } from './cannotMake.ts';
import { choosePort } from './choosePort.ts';
import type { PostgresBinaries } from './postgresBinaries.ts';
import type { ServerAccount } from './serverAccount.ts';
import { isZombie } from './isZombie.ts';

/** Postgres' own settings, such as `fsync: 'off'`. */
export type PostgresSettings = Readonly<Record<string, string>>;

const SUPERUSER = 'gatescope';
const HOST = '127.0.0.1';
const INITDB_OPTIONS = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];
const UNFINISHED = 'cluster.unfinished-';
const START_SECONDS = 60;
const LARGEST_LOG = 10_000_000;
const LOG_TAIL_LINES = 30;

/**
 * The files of one Postgres server and what `initdb` and `pg_ctl` do with them. The folder holds
 * `cluster/data`, `cluster/password` (readable by us alone), `port` (the last one used) and
 * `server.log`. The server is nobody's child: it goes on when the process that started it dies.
 */
export class Cluster {
  readonly logFile: string;
  readonly #folder: string;
  readonly #data: string;
  readonly #binaries: PostgresBinaries;
  readonly #account: ServerAccount | null;

  constructor(folder: string, binaries: PostgresBinaries, account: ServerAccount | null) {
    this.logFile = join(folder, 'server.log');
    this.#folder = folder;
    this.#data = join(folder, 'cluster', 'data');
    this.#binaries = binaries;
    this.#account = account;
  }

  /** Makes the data when there are none; they appear complete, with their password, or not at all. */
  async initialize(): Promise<void> {
    const cluster = dirname(this.#data);
    if (!existsSync(cluster)) {
      const unfinished = mkdtempSync(join(this.#folder, UNFINISHED));
      try {
        await this.#fill(unfinished);
        renameSync(unfinished, cluster);
      } catch (error) {
        // Another process may have been faster.
        if (!existsSync(cluster)) throw error;
      }
      this.#removeUnfinished();
    }
    this.#checkVersion();
  }

  async #fill(cluster: string): Promise<void> {
    chmodSync(cluster, 0o755);
    const password = randomBytes(24).toString('base64url');
    await this.#initdb(cluster, password);
    writeFileSync(join(cluster, 'password'), password, { mode: 0o600 });
  }

  async #initdb(cluster: string, password: string): Promise<void> {
    const data = join(cluster, 'data');
    mkdirSync(data, { mode: 0o700 });
    this.#give(data);
    // The account must read it, so it is a file apart from ours, and only for as long as this takes.
    const passwordFile = join(cluster, 'password.initial');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    this.#give(passwordFile);
    const { status, output } = await this.#run(
      this.#binaries.initdb,
      [
        `--pgdata=${data}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        ...INITDB_OPTIONS,
      ],
      ['ignore', 'ignore', 'pipe'],
    );
    rmSync(passwordFile);
    if (status === 0) return;
    throw cannotMake(this.#folder, output);
  }

  #removeUnfinished(): void {
    const names = readdirSync(this.#folder).filter((name) => name.startsWith(UNFINISHED));
    for (const name of names) {
      try {
        rmSync(join(this.#folder, name), { recursive: true, force: true });
      } catch {
        // Another process fills it at this moment, and removes it once it finds the cluster made.
      }
    }
  }

  #checkVersion(): void {
    const version = Number.parseInt(readFileSync(join(this.#data, 'PG_VERSION'), 'utf8'), 10);
    if (version === this.#binaries.majorVersion) return;
    throw new GatescopeError(
      'DATABASE_UNAVAILABLE',
      `${this.#data} was made by Postgres ${version}, and this Gatescope brings ` +
        `${this.#binaries.majorVersion}. Move the data over with pg_dump, or set GATESCOPE_DATA to ` +
        'another folder.',
    );
  }

  async isRunning(): Promise<boolean> {
    this.#dropStalePid();
    return (await this.#pgCtl(['status'])).status === 0;
  }

  /** One attempt to start the server; false when it has ended again, which its log explains. */
  async start(settings: PostgresSettings): Promise<boolean> {
    this.#openLog();
    const port = await choosePort(HOST, this.#rememberedPort());
    writeFileSync(join(this.#folder, 'port'), `${port}`);
    const all = {
      port: `${port}`,
      listen_addresses: HOST,
      unix_socket_directories: "''",
      ...settings,
    };
    const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
    const { status } = await this.#pgCtl([
      'start',
      '--wait',
      `--timeout=${START_SECONDS}`,
      `--log=${this.logFile}`,
      `--options=${options.join(' ')}`,
    ]);
    return status === 0;
  }

  /** Ends every connection, writes everything and stops the server. */
  async stop(): Promise<void> {
    await this.#pgCtl(['stop', '--wait', '--mode=fast', `--timeout=${START_SECONDS}`]);
  }

  /** Where the server listens, with the password in it. */
  url(database: string): string {
    const password = readFileSync(join(dirname(this.#data), 'password'), 'utf8');
    const port = this.#runningPort() ?? this.#rememberedPort();
    return `postgresql://${SUPERUSER}:${password}@${HOST}:${port}/${database}?sslmode=disable`;
  }

  /** The end of the server's log, to put behind an error. */
  logTail(): string {
    if (!existsSync(this.logFile)) return 'Postgres has written no log';
    return readFileSync(this.logFile, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-LOG_TAIL_LINES)
      .join('\n');
  }

  #openLog(): void {
    if ((statSync(this.logFile, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) {
      renameSync(this.logFile, `${this.logFile}.old`);
    }
    writeFileSync(this.logFile, '', { flag: 'a', mode: 0o600 });
    this.#give(this.logFile);
  }

  #rememberedPort(): number | null {
    const file = join(this.#folder, 'port');
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : null;
  }

  #pidFile(): string[] {
    const file = join(this.#data, 'postmaster.pid');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  }

  #runningPort(): number | null {
    const port = Number(this.#pidFile()[3]);
    return port > 0 ? port : null;
  }

  /**
   * A killed server leaves its process id behind. Where that number has gone to another program, as
   * happens in a container that starts again, or is that of a zombie, which nobody reaps in a container
   * without an init, Postgres would refuse to start for ever.
   */
  #dropStalePid(): void {
    const process = `/proc/${Number(this.#pidFile()[0])}`;
    if (!existsSync(`${process}/comm`)) return;
    const isOurs = readFileSync(`${process}/comm`, 'utf8').trim() === 'postgres';
    if (isOurs && !isZombie(`${process}/stat`)) return;
    rmSync(join(this.#data, 'postmaster.pid'), { force: true });
  }

  #pgCtl(args: string[]): Promise<{ status: number; output: string }> {
    // Without pipes: the server would inherit them, and we would wait for it to end.
    return this.#run(this.#binaries.pgCtl, [...args, `--pgdata=${this.#data}`], 'ignore');
  }

  async #run(
    program: string,
    args: string[],
    stdio: StdioOptions,
  ): Promise<{ status: number; output: string }> {
    const { uid, gid } = this.#account ?? {};
    const child = spawn(program, args, {
      stdio,
      // Out of the reach of a terminal's Ctrl-C, which would end `pg_ctl stop` before the server.
      detached: true,
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      ...(uid === undefined ? {} : { uid, gid }),
    });
    const ended = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? -1));
    });
    const output = child.stderr === null ? '' : await text(child.stderr);
    return { status: await ended, output };
  }

  #give(path: string): void {
    if (this.#account !== null) chownSync(path, this.#account.uid, this.#account.gid);
  }
}
