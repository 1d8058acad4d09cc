import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TrainingData } from '../../data/trainingData.ts';
import { describeActivations } from '../../networks/activationList.ts';
import type { Activation } from '../../networks/activations.ts';
import { parameterLayout } from '../../networks/parameters.ts';
import type { Network } from '../../networks/recipe.ts';
import { lackFor } from '../capabilities.ts';
import type {
  ActivationChunk,
  Engine,
  ForwardRequest,
  ImageBatch,
  Session,
  SessionRequest,
} from '../engine.ts';
import { examplesAtOnce } from './examplesAtOnce.ts';
import { graphOf } from './graphOf.ts';
import { KeptTensors } from './keptTensors.ts';
import { inTurns } from './inTurns.ts';
import { cutParameters, weightsOf } from './parameterTensors.ts';
import { ResidentData } from './residentData.ts';
import { loadRuntime, type Runtime, type RuntimeOptions, type Tensor } from './runtime.ts';
import { tensorflowCapabilities } from './tensorflowCapabilities.ts';
import { TensorFlowSession } from './tensorflowSession.ts';

const FORWARD_BATCH = 250;

/** Every architecture, on a GPU where there is one, else on the CPU by the same operations. */
export class TensorFlowEngine implements Engine {
  readonly name = 'tensorflow';
  readonly #runtime: Runtime;
  /** Data sets in use, by what was done to which bytes; the last user disposes of them. */
  readonly #resident = new Map<TrainingData, { data: ResidentData; users: number }>();

  /** @throws GatescopeError ENGINE_UNAVAILABLE */
  constructor(options: RuntimeOptions) {
    this.#runtime = loadRuntime(options);
  }

  get description(): string {
    return `tensorflow ${this.#runtime.version} ${this.#runtime.device}`;
  }

  supports(network: Network): true | string {
    return lackFor(tensorflowCapabilities, network) ?? true;
  }

  open(request: SessionRequest): Promise<Session> {
    const { data } = request;
    const entry = this.#resident.get(data) ?? {
      data: new ResidentData(this.#runtime, data),
      users: 0,
    };
    this.#resident.set(data, entry);
    entry.users += 1;
    const release = () => {
      entry.users -= 1;
      if (entry.users > 0) return;
      this.#resident.delete(data);
      entry.data.dispose();
    };
    return Promise.resolve(new TensorFlowSession(this.#runtime, entry.data, request, release));
  }

  async *forward(request: ForwardRequest): AsyncGenerator<ActivationChunk> {
    const { network, parameters, images, names, interventions = [] } = request;
    describeActivations(network, names, 'names');
    const flat = this.#runtime.tf.tensor1d(parameters);
    try {
      const atOnce = examplesAtOnce(FORWARD_BATCH, { steps: images.rows });
      for (let first = 0; first < images.batch; first += atOnce) {
        const batch = Math.min(atOnce, images.batch - first);
        const chunk = { ...request, interventions, images: imagesFrom(images, first, batch) };
        yield { first, activations: await this.#activations(chunk, flat) };
        await nextTurn();
      }
    } finally {
      flat.dispose();
    }
  }

  async #activations(request: Required<ForwardRequest>, flat: Tensor): Promise<Activation[]> {
    const kept = new KeptTensors(this.#runtime);
    try {
      const tensors = await inTurns(this.#runtime, this.#pieces(request, flat, kept));
      return tensors.map((tensor, n) => ({
        name: request.names[n] as string,
        shape: tensor.shape as Activation['shape'],
        values: tensor.dataSync() as Float32Array,
      }));
    } finally {
      kept.dispose();
    }
  }

  *#pieces(
    { network, images, names, interventions }: Required<ForwardRequest>,
    flat: Tensor,
    kept: KeptTensors,
  ): Generator<void, Tensor[]> {
    const { batch, rows, columns, values } = images;
    const input = kept.keep(this.#runtime.tf.tensor3d(values, [batch, rows, columns]));
    const places = parameterLayout(network);
    const cut = cutParameters(this.#runtime, places, flat).map((tensor) => kept.keep(tensor));
    const graph = graphOf(this.#runtime, network);
    const weights = weightsOf(places, cut);
    return yield* graph.activations({ weights, images: input, names, interventions, kept });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function imagesFrom(
  { rows, columns, values }: ImageBatch,
  first: number,
  batch: number,
): ImageBatch {
  const size = rows * columns;
  return { batch, rows, columns, values: values.slice(first * size, (first + batch) * size) };
}
