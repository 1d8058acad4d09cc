import type { InputImage } from '../data/inputImage.ts';
import type { ImageInput } from '../schema/imageInput.ts';
import type { ModelRecord } from '../store/records.ts';
import type { SharedContext } from './context.ts';
import { findModel } from './findModel.ts';
import { ImageTrace } from './imageTrace.ts';
import { readImage } from './readImage.ts';

/** The traces of one request: fields that ask about the same image and model share one. */
export class Inspections {
  readonly #shared: SharedContext;
  readonly #traces = new Map<string, Promise<ImageTrace>>();

  constructor(shared: SharedContext) {
    this.#shared = shared;
  }

  /**
   * @param model slug or global id
   * @throws GatescopeError MODEL_NOT_FOUND, or what is wrong with the image
   */
  trace(model: string, image: ImageInput): Promise<ImageTrace> {
    const key = `${model} ${imageKey(image)}`;
    let trace = this.#traces.get(key);
    if (trace === undefined) {
      trace = this.#open(model, image);
      this.#traces.set(key, trace);
    }
    return trace;
  }

  async #open(model: string, input: ImageInput): Promise<ImageTrace> {
    const { store, catalog } = this.#shared.services;
    const record = await findModel(store.models, model);
    return this.traceOf(record, await readImage(catalog, input, record));
  }

  /** A trace that no other field shares. */
  traceOf(model: ModelRecord, image: InputImage): ImageTrace {
    const { services, weights, limit } = this.#shared;
    return new ImageTrace(model, image, (names) =>
      limit.run(async () => services.inspector.activations(await weights.of(model), image, names)),
    );
  }
}

function imageKey({ example, pixels, png }: ImageInput): string {
  return JSON.stringify({ example, pixels, png: png && Buffer.from(png).toString('base64') });
}
