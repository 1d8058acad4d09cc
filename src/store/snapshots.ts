import { GatescopeError } from '../errors.ts';
import { contentHash } from './contentHash.ts';
import type { Database, Transaction } from './database.ts';
import { requireAllFinite } from './finite.ts';
import { bytesOf, floatsOf } from './floatBytes.ts';
import type { SnapshotRecord } from './records.ts';

/** The weights of runs on the way. `Attempt.record` writes them, and they stay as long as the run. */
export class Snapshots {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The steps that a run has a snapshot of, from the first. */
  async steps(runId: string): Promise<number[]> {
    const rows = await this.#database.direct.snapshot.findMany({
      where: { runId },
      orderBy: { step: 'asc' },
      select: { step: true },
    });
    return rows.map(({ step }) => step);
  }

  /**
   * The weights after that many steps, flat in the order of the parameter layout. One from before there
   * were hashes is taken as it is.
   *
   * @throws GatescopeError WEIGHTS_CORRUPT
   */
  async parameters(runId: string, step: number): Promise<Float32Array | null> {
    const row = await this.#database.direct.snapshot.findUnique({
      where: { runId_step: { runId, step } },
      select: { parameters: true, sha256: true },
    });
    if (row === null) return null;
    const { parameters, sha256 } = row;
    if (sha256 !== null && sha256 !== hashOf(runId, step, parameters)) {
      throw new GatescopeError(
        'WEIGHTS_CORRUPT',
        `The snapshot at step ${step} is no longer as it was stored`,
      );
    }
    return floatsOf(parameters);
  }
}

function hashOf(runId: string, step: number, parameters: Uint8Array): string {
  return contentHash([runId, step], [parameters]);
}

/** One that is there already, from an attempt that died after it, is written over. */
export async function writeSnapshot(
  tx: Transaction,
  runId: string,
  { step, parameters }: SnapshotRecord,
): Promise<void> {
  requireAllFinite('snapshot.parameters', parameters);
  const bytes = bytesOf(parameters);
  const data = { parameters: bytes, sha256: hashOf(runId, step, bytes) };
  await tx.snapshot.upsert({
    where: { runId_step: { runId, step } },
    create: { runId, step, ...data },
    update: data,
    select: { step: true },
  });
}
