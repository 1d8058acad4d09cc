import { splitNames } from '../../data/split.ts';
import type { TrainingData } from '../../data/trainingData.ts';
import { describeActivations, shapeOf } from '../../networks/activationList.ts';
import type { Activation } from '../../networks/activations.ts';
import type { Network } from '../../networks/recipe.ts';
import { lackFor } from '../capabilities.ts';
import type {
  ActivationChunk,
  Engine,
  ForwardRequest,
  Session,
  SessionRequest,
} from '../engine.ts';
import { loadBinding, type Binding, type DatasetHandle, type Device } from './binding.ts';
import { editsOf } from './edits.ts';
import { nativeCapabilities } from './nativeCapabilities.ts';
import { nativeNetwork } from './nativeNetwork.ts';
import { NetworkCache } from './networkCache.ts';
import { NativeSession } from './nativeSession.ts';

/** Raised when a change of the kernel changes the bits of a result. */
const VERSION = '1.2.0';

/**
 * Multiplications of a forward pass that the event loop waits for, about a third of a millisecond: to
 * begin a thread, and to be woken by it, takes longer than one image takes in most networks.
 */
const MOST_AT_ONCE = 2 ** 22;
/** Images of a chunk; fewer where they have many steps. All activations of LSTM-128 are 26 to 90 MB. */
const FORWARD_BATCH = 256;
const FORWARD_STEPS = 100 * FORWARD_BATCH;

export interface NativeEngineOptions {
  /** Threads that work on one call, at least 1. Results do not depend on it. */
  threads: number;
  /** One of the processor's, for tests and comparisons; the fastest when not given. */
  instructionSet?: string;
}

/** The fused kernel of native/: recurrent networks on the CPU. */
export class NativeEngine implements Engine {
  readonly name = 'native';
  readonly description: string;
  readonly #binding: Binding;
  readonly #device: Device;
  readonly #networks: NetworkCache;
  /** Data sets in use; the last user releases them. */
  readonly #datasets = new Map<TrainingData, { handle: DatasetHandle; users: number }>();
  readonly #sessions = new Set<Session>();

  /** @throws GatescopeError ENGINE_UNAVAILABLE */
  constructor({ threads, instructionSet }: NativeEngineOptions) {
    this.#binding = loadBinding();
    const [fastest] = this.#binding.instructionSets();
    const chosen = instructionSet ?? fastest;
    this.#device = this.#binding.createDevice(threads, chosen);
    this.#networks = new NetworkCache(this.#binding, this.#device);
    this.description = `native ${VERSION} ${chosen}`;
  }

  supports(network: Network): true | string {
    return lackFor(nativeCapabilities, network) ?? true;
  }

  open(request: SessionRequest): Promise<Session> {
    const { network, data, parameters, optimizerState, optimizer } = request;
    return settled(() => {
      const dataset = this.#useDataset(data);
      try {
        const handle = this.#binding.createSession(
          this.#device,
          this.#networks.handleOf(nativeNetwork(network)),
          dataset,
          { parameters, ...optimizerState, optimizer },
        );
        const session = new NativeSession(this.#binding, handle, () => {
          this.#sessions.delete(session);
          this.#leaveDataset(data);
        });
        this.#sessions.add(session);
        return session;
      } catch (error) {
        this.#leaveDataset(data);
        throw error;
      }
    });
  }

  #useDataset(data: TrainingData): DatasetHandle {
    const entry = this.#datasets.get(data) ?? { handle: this.#loadDataset(data), users: 0 };
    this.#datasets.set(data, entry);
    entry.users += 1;
    return entry.handle;
  }

  #leaveDataset(data: TrainingData): void {
    const entry = this.#datasets.get(data);
    if (entry === undefined) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    this.#datasets.delete(data);
    this.#binding.release(entry.handle);
  }

  #loadDataset({ rows, columns, classes, levels, splits }: TrainingData): DatasetHandle {
    return this.#binding.createDataset({
      rows,
      columns,
      classes,
      levels,
      splits: splitNames.map((name) => splits[name]),
    });
  }

  async *forward(request: ForwardRequest): AsyncGenerator<ActivationChunk> {
    const { parameters, images, names, interventions = [] } = request;
    const network = nativeNetwork(request.network);
    const described = describeActivations(network, names, 'names');
    const handle = this.#networks.handleOf(network);
    const { rows, columns, values } = images;
    const edits = editsOf(network, interventions, rows);
    const most = Math.max(1, Math.min(FORWARD_BATCH, Math.floor(FORWARD_STEPS / rows)));
    for (let first = 0; first < images.batch; first += most) {
      const batch = Math.min(most, images.batch - first);
      const chunk = values.subarray(first * rows * columns, (first + batch) * rows * columns);
      const call = [this.#device, handle, parameters, chunk, batch, rows, names, edits] as const;
      const found =
        batch * rows * parameters.length <= MOST_AT_ONCE
          ? this.#binding.recordNow(...call)
          : await this.#binding.record(...call);
      const activations = described.map((description, n): Activation => {
        const shape: Activation['shape'] = [batch, ...shapeOf(description, rows)];
        return { name: description.name, shape, values: found[n] as Float32Array };
      });
      yield { first, activations };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.close()));
    this.#binding.release(this.#device);
  }
}

/** What a function returns or throws, as a promise. */
function settled<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => resolve(act()));
}
