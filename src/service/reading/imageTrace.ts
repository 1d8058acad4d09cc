import { sequenceOf } from '../../networks/tasks/taskOf.ts';
import type { InputImage } from '../../data/inputImage.ts';
import type { NamedTensor } from '../../inspection/namedTensor.ts';
import type { InterventionRequest } from '../../inspection/interventionRequest.ts';
import type { Changes } from './reading.ts';
import type { TraceSubject } from './traceSubject.ts';

/** Runs the image once and gives the activations of these names, each [step, unit or class]. */
export type Forward = (names: readonly string[]) => Promise<NamedTensor[]>;

interface Pass {
  names: string[];
  tensors: Promise<Map<string, NamedTensor>>;
}

/**
 * One image in one network, computed as it is asked about: all activations that are asked for in the
 * same turn of the event loop, so by one level or more of a query, share a forward pass, and none is
 * computed twice.
 */
export class ImageTrace {
  readonly subject: TraceSubject;
  readonly image: InputImage;
  /** What is done to the network on the way; null when nothing is. */
  readonly changes: Changes | null;
  /** The same for the inspector. */
  readonly interventions: readonly InterventionRequest[];
  readonly #forward: Forward;
  readonly #activations = new Map<string, Promise<NamedTensor>>();
  /** The pass that still takes names. */
  #nextPass: Pass | null = null;

  constructor(
    subject: TraceSubject,
    image: InputImage,
    { changes, interventions }: Pick<ImageTrace, 'changes' | 'interventions'>,
    forward: Forward,
  ) {
    this.subject = subject;
    this.image = image;
    this.changes = changes;
    this.interventions = interventions;
    this.#forward = forward;
  }

  /** How many the network takes to read the image. */
  get steps(): number {
    return sequenceOf(this.subject.network, this.image.rows).steps;
  }

  /** @param name canonical name of an activation that the network has */
  activation(name: string): Promise<NamedTensor> {
    let activation = this.#activations.get(name);
    if (activation === undefined) {
      activation = this.#askFor(name);
      this.#activations.set(name, activation);
    }
    return activation;
  }

  async #askFor(name: string): Promise<NamedTensor> {
    this.#nextPass ??= this.#gather();
    const { names, tensors } = this.#nextPass;
    names.push(name);
    const tensor = (await tensors).get(name);
    if (tensor === undefined) throw new Error(`the inspector left out ${name}`);
    return tensor;
  }

  #gather(): Pass {
    const names: string[] = [];
    const run = async (): Promise<Map<string, NamedTensor>> => {
      await new Promise(setImmediate);
      this.#nextPass = null;
      const tensors = await this.#forward(names);
      return new Map(tensors.map((tensor) => [tensor.name, tensor]));
    };
    return { names, tensors: run() };
  }
}
