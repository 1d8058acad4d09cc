import { sequenceOf } from '../../networks/tasks/taskOf.ts';
import type { InputImage } from '../../data/inputImage.ts';
import type { Claim } from '../../inspection/claims.ts';
import type { ControlledRun, ControlRequest } from '../../inspection/controlledRuns.ts';
import type { SharedContext } from '../sharedContext.ts';
import type { Caller } from '../limits/caller.ts';
import { findSubject } from './findSubject.ts';
import { ImageTrace } from './imageTrace.ts';
import { openChanges } from './openChanges.ts';
import { openImage } from './openImage.ts';
import type { Changes, Reading } from './reading.ts';
import { parameterNames, type ReadingNames } from './readingNames.ts';
import type { TraceSubject } from './traceSubject.ts';

/**
 * Opens readings for one operation. Fields that ask about the same image and network share a trace,
 * which goes when the operation has been answered.
 */
export class OpenTraces {
  readonly #shared: SharedContext;
  readonly #caller: Caller;
  readonly #traces = new Map<string, Promise<ImageTrace>>();
  /** Each looked up once, however many images it is to see. */
  readonly #subjects = new Map<string, Promise<TraceSubject>>();
  readonly #untouched = new WeakMap<ImageTrace, Promise<ImageTrace>>();

  constructor(shared: SharedContext, caller: Caller) {
    this.#shared = shared;
    this.#caller = caller;
  }

  /**
   * The trace that a reading is of, whatever part of it is wanted.
   *
   * @param found the subject, where that has been looked up already
   * @throws GatescopeError INVALID_ARGUMENT, MODEL_NOT_FOUND, RUN_NOT_FOUND, SNAPSHOT_NOT_FOUND, or
   *   what is wrong with the image or the changes
   */
  open(
    { subject, image, changes }: Reading,
    names: ReadingNames = parameterNames,
    found?: TraceSubject,
  ): Promise<ImageTrace> {
    const key = keyOf([subject, image, changes, names.image.index]);
    let trace = this.#traces.get(key);
    if (trace === undefined) {
      trace = this.#open({ subject, image, changes, part: null }, names, found);
      this.#traces.set(key, trace);
    }
    return trace;
  }

  /** The same image and network without the changes; all fields of a trace share it. */
  untouched(trace: ImageTrace): Promise<ImageTrace> {
    const untouched = this.#untouched.get(trace) ?? this.#trace(trace.subject, trace.image, null);
    this.#untouched.set(trace, untouched);
    return untouched;
  }

  /** What the preset of a trace shows; empty when it has none. */
  async claims({ subject, image, changes }: ImageTrace): Promise<Claim[]> {
    if (changes === null || !('preset' in changes)) return [];
    const { name, fromStep } = changes.preset;
    const { services, weights, limit } = this.#shared;
    return limit.run(
      async () => services.inspector.claims(await weights.of(subject), image, name, fromStep),
      this.#caller.gone,
    );
  }

  /** The changes of a trace on random sets of units. */
  control(
    { subject, image, interventions }: ImageTrace,
    request: ControlRequest,
  ): Promise<ControlledRun[]> {
    const { services, weights, limit } = this.#shared;
    const { gone } = this.#caller;
    return limit.run(async () => {
      const { inspector } = services;
      return inspector.control(await weights.of(subject), image, interventions, request, gone);
    }, gone);
  }

  async #open(reading: Reading, names: ReadingNames, found?: TraceSubject): Promise<ImageTrace> {
    const { catalog } = this.#shared.services;
    const subject = found ?? (await this.#subject(reading.subject, names.model));
    const image = await openImage(catalog, reading.image, subject, names.image);
    return this.#trace(subject, image, reading.changes);
  }

  #subject(name: Reading['subject'], argument: string): Promise<TraceSubject> {
    const key = keyOf([name, argument]);
    const subject =
      this.#subjects.get(key) ?? findSubject(this.#shared.services.store, name, argument);
    this.#subjects.set(key, subject);
    return subject;
  }

  async #trace(
    subject: TraceSubject,
    image: InputImage,
    changes: Changes | null,
  ): Promise<ImageTrace> {
    const { services, weights, limit } = this.#shared;
    const { steps } = sequenceOf(subject.network, image.rows);
    const interventions = await openChanges(services.catalog, subject, steps, changes);
    const changed = { changes, interventions };
    return new ImageTrace(subject, image, changed, (names) =>
      limit.run(
        async () =>
          services.inspector.activations(await weights.of(subject), image, names, interventions),
        this.#caller.gone,
      ),
    );
  }
}

/** Bytes and pixels are told apart by all that they hold. */
function keyOf(parts: unknown): string {
  return JSON.stringify(parts, (_, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
      : value,
  );
}
