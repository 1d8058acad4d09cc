import { sequenceOf } from '../../networks/tasks/taskOf.ts';
import type { InputImage } from '../../data/inputImage.ts';
import type { Claim } from '../../inspection/claims.ts';
import type { ImageInput } from '../../schema/images/imageInput.ts';
import { changesText } from './changesAddress.ts';
import type { SharedContext } from '../context.ts';
import { findModel } from '../records/findModel.ts';
import { ImageTrace } from './imageTrace.ts';
import { readImage } from './readImage.ts';
import { readChanges, type ChangesInput } from './traceChanges.ts';
import {
  modelSubject,
  snapshotSubject,
  type RunSnapshot,
  type TraceSubject,
} from './traceSubject.ts';

/** The traces of one request: fields that ask about the same image and network share one. */
export class Inspections {
  readonly #shared: SharedContext;
  readonly #gone: AbortSignal | undefined;
  readonly #traces = new Map<string, Promise<ImageTrace>>();
  readonly #untouched = new WeakMap<ImageTrace, Promise<ImageTrace>>();

  /** @param gone aborted when the client is no longer there */
  constructor(shared: SharedContext, gone?: AbortSignal) {
    this.#shared = shared;
    this.#gone = gone;
  }

  /**
   * @param model slug or global id
   * @param names of the arguments that model and image came in, to name them in errors
   * @throws GatescopeError MODEL_NOT_FOUND, or what is wrong with the image or the changes
   */
  trace(
    model: string,
    image: ImageInput,
    changes: ChangesInput = {},
    names = { model: 'model', image: 'image' },
  ): Promise<ImageTrace> {
    const { models } = this.#shared.services.store;
    const find = async () => modelSubject(await findModel(models, model, names.model), models);
    return this.#trace(`model ${model}`, find, image, changes, names.image);
  }

  /** @throws GatescopeError for what is wrong with the image or the changes */
  snapshotTrace(
    snapshot: RunSnapshot,
    image: ImageInput,
    changes: ChangesInput = {},
  ): Promise<ImageTrace> {
    const { snapshots } = this.#shared.services.store;
    const subject = snapshotSubject(snapshot, snapshots);
    const find = () => Promise.resolve(subject);
    return this.#trace(subject.weightsKey, find, image, changes, 'image');
  }

  /** @param name what the subject is called here, to know it again before it has been looked up */
  #trace(
    name: string,
    find: () => Promise<TraceSubject>,
    image: ImageInput,
    changes: ChangesInput,
    imageName: string,
  ): Promise<ImageTrace> {
    const key = `${imageName} ${name} ${imageKey(image)} ${changesText(changes)}`;
    let trace = this.#traces.get(key);
    if (trace === undefined) {
      trace = this.#open(find, image, changes, imageName);
      this.#traces.set(key, trace);
    }
    return trace;
  }

  async #open(
    find: () => Promise<TraceSubject>,
    input: ImageInput,
    changes: ChangesInput,
    imageName: string,
  ): Promise<ImageTrace> {
    const subject = await find();
    const image = await readImage(this.#shared.services.catalog, input, subject, imageName);
    return this.traceOf(subject, image, changes);
  }

  /** A trace that no other field shares. */
  async traceOf(
    subject: TraceSubject,
    image: InputImage,
    input: ChangesInput = {},
  ): Promise<ImageTrace> {
    const { services, weights, limit } = this.#shared;
    const changes = await readChanges(
      services.catalog,
      subject,
      sequenceOf(subject.network, image.rows).steps,
      input,
    );
    const interventions = changes?.interventions ?? [];
    return new ImageTrace(subject, image, changes, (names) =>
      limit.run(
        async () =>
          services.inspector.activations(await weights.of(subject), image, names, interventions),
        this.#gone,
      ),
    );
  }

  /** The same image and network without the changes; all fields of a trace share it. */
  untouched(trace: ImageTrace): Promise<ImageTrace> {
    const untouched = this.#untouched.get(trace) ?? this.traceOf(trace.subject, trace.image);
    this.#untouched.set(trace, untouched);
    return untouched;
  }

  /** What the preset of a trace shows; empty when it has none. */
  async claims({ subject, image, changes }: ImageTrace): Promise<Claim[]> {
    if (!changes?.preset) return [];
    const { name, fromStep } = changes.preset;
    const { services, weights, limit } = this.#shared;
    return limit.run(
      async () => services.inspector.claims(await weights.of(subject), image, name, fromStep),
      this.#gone,
    );
  }
}

function imageKey({ example, pixels, png }: ImageInput): string {
  return JSON.stringify({ example, pixels, png: png && Buffer.from(png).toString('base64') });
}
