import { LRUCache } from 'lru-cache';

import type { ModelRecord } from './records.ts';

const MOST_KEPT = 1_000;
/** However it comes that a change is not heard of, it is not missed for longer. */
const KEPT_MS = 5_000;

type Read = (slugOrId: string) => Promise<ModelRecord | null>;

/**
 * Records of models that have been read already, for as long as somebody listens for changes of them
 * (jobs/modelChanges.ts). Until then nothing is kept. That there is no such model is never kept.
 */
export class KnownModels {
  readonly #read: Read;
  readonly #records: LRUCache<string, ModelRecord>;
  #kept = false;
  /** How often records were dropped: one that was read before that is not kept. */
  #drops = 0;

  /**
   * @param read finds a model where the truth is
   * @param keptMs the longest that a record is kept
   */
  constructor(read: Read, keptMs = KEPT_MS) {
    this.#read = read;
    this.#records = new LRUCache({ max: MOST_KEPT, ttl: keptMs });
  }

  /** As `read`, but for what has changed in the last moments elsewhere. */
  async find(slugOrId: string): Promise<ModelRecord | null> {
    const known = this.#records.get(slugOrId);
    if (known !== undefined) return known;
    const drops = this.#drops;
    const found = await this.#read(slugOrId);
    const kept = this.#kept && drops === this.#drops;
    if (kept && found !== null) this.#records.set(slugOrId, found);
    return found;
  }

  /** Changes are heard of from now on. */
  keep(): void {
    this.drop();
    this.#kept = true;
  }

  /** Changes may no longer be heard of. */
  keepNothing(): void {
    this.#kept = false;
    this.drop();
  }

  /** Some model has changed. */
  drop(): void {
    this.#drops++;
    this.#records.clear();
  }
}
