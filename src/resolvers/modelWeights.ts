import { decodeSafetensors } from '../formats/safetensors.ts';
import type { Subject } from '../inspection/inspector.ts';
import { parametersFromTensors } from '../networks/namedParameters.ts';
import type { ModelRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

const MOST_BYTES = 256 * 2 ** 20;

interface Kept {
  bytes: number;
  subject: Promise<Subject>;
}

/** The weights of the models that were last looked into, ready to run. */
export class ModelWeights {
  readonly #models: Store['models'];
  readonly #mostBytes: number;
  /** By model and hash, the least recently used first. Promises, so that two callers share one loading. */
  readonly #kept = new Map<string, Kept>();

  constructor(models: Store['models'], mostBytes = MOST_BYTES) {
    this.#models = models;
    this.#mostBytes = mostBytes;
  }

  /** @throws GatescopeError WEIGHTS_CORRUPT, or MODEL_NOT_FOUND when it was deleted meanwhile */
  of(model: ModelRecord): Promise<Subject> {
    const key = `${model.id} ${model.weights.sha256}`;
    const kept = this.#kept.get(key) ?? this.#load(key, model);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    this.#dropOldest();
    return kept.subject;
  }

  #load(key: string, model: ModelRecord): Kept {
    const subject = this.#read(model);
    subject.catch(() => this.#kept.delete(key));
    return { bytes: model.weights.bytes, subject };
  }

  async #read({ id, network }: ModelRecord): Promise<Subject> {
    const tensors = decodeSafetensors(await this.#models.weights(id));
    return { network, parameters: parametersFromTensors(network, tensors) };
  }

  /** The last one stays, whatever its size: it is in use. */
  #dropOldest(): void {
    let bytes = 0;
    for (const kept of this.#kept.values()) bytes += kept.bytes;
    for (const [key, kept] of this.#kept) {
      if (bytes <= this.#mostBytes || this.#kept.size === 1) return;
      this.#kept.delete(key);
      bytes -= kept.bytes;
    }
  }
}
