import type { InputImage } from '../data/inputImage.ts';
import type { Claim } from '../inspection/claims.ts';
import type { ImageInput } from '../schema/imageInput.ts';
import type { ModelRecord } from '../store/records.ts';
import { changesText } from './changesAddress.ts';
import type { SharedContext } from './context.ts';
import { findModel } from './findModel.ts';
import { ImageTrace } from './imageTrace.ts';
import { readImage } from './readImage.ts';
import { readChanges, type ChangesInput } from './traceChanges.ts';

/** The traces of one request: fields that ask about the same image and model share one. */
export class Inspections {
  readonly #shared: SharedContext;
  readonly #traces = new Map<string, Promise<ImageTrace>>();
  readonly #untouched = new WeakMap<ImageTrace, Promise<ImageTrace>>();

  constructor(shared: SharedContext) {
    this.#shared = shared;
  }

  /**
   * @param model slug or global id
   * @throws GatescopeError MODEL_NOT_FOUND, or what is wrong with the image or the changes
   */
  trace(model: string, image: ImageInput, changes: ChangesInput = {}): Promise<ImageTrace> {
    const key = `${model} ${imageKey(image)} ${changesText(changes)}`;
    let trace = this.#traces.get(key);
    if (trace === undefined) {
      trace = this.#open(model, image, changes);
      this.#traces.set(key, trace);
    }
    return trace;
  }

  async #open(model: string, input: ImageInput, changes: ChangesInput): Promise<ImageTrace> {
    const { store, catalog } = this.#shared.services;
    const record = await findModel(store.models, model);
    return this.traceOf(record, await readImage(catalog, input, record), changes);
  }

  /** A trace that no other field shares. */
  async traceOf(
    model: ModelRecord,
    image: InputImage,
    input: ChangesInput = {},
  ): Promise<ImageTrace> {
    const { services, weights, limit } = this.#shared;
    const changes = await readChanges(services.catalog, model, image.rows, input);
    const interventions = changes?.interventions ?? [];
    return new ImageTrace(model, image, changes, (names) =>
      limit.run(async () =>
        services.inspector.activations(await weights.of(model), image, names, interventions),
      ),
    );
  }

  /** The same image and model without the changes; all fields of a trace share it. */
  untouched(trace: ImageTrace): Promise<ImageTrace> {
    const untouched = this.#untouched.get(trace) ?? this.traceOf(trace.model, trace.image);
    this.#untouched.set(trace, untouched);
    return untouched;
  }

  /** What the preset of a trace shows; empty when it has none. */
  async claims({ model, image, changes }: ImageTrace): Promise<Claim[]> {
    if (!changes?.preset) return [];
    const { name, fromStep } = changes.preset;
    const { services, weights, limit } = this.#shared;
    return limit.run(async () =>
      services.inspector.claims(await weights.of(model), image, name, fromStep),
    );
  }
}

function imageKey({ example, pixels, png }: ImageInput): string {
  return JSON.stringify({ example, pixels, png: png && Buffer.from(png).toString('base64') });
}
