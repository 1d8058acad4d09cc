import { sequenceOf } from '../networks/tasks/taskOf.ts';
import type { InputImage } from '../data/inputImage.ts';
import type { Engine } from '../engines/engine.ts';
import type { Activation } from '../networks/activations.ts';
import type { InterventionRequest } from './interventionRequest.ts';
import type { RecurrentSubject } from './subject.ts';
import { checkReadable, inputBatch, networkInput } from './networkInput.ts';

/** 64 MB: what a pass may give at once. */
const MOST_VALUES = 2 ** 24;

/** An image to copy from, and who does. */
interface Donor {
  image: InputImage;
  /** What the network reads of it. */
  input: Float32Array;
  requests: InterventionRequest[];
}

/**
 * What requests with `fromImage` copy, each [step, unit] of the other image's untouched run. Images
 * of equally many rows are read as one batch, in one forward pass unless they are very large; equal
 * images are read once.
 *
 * @throws GatescopeError INVALID_IMAGE when the network cannot read an image
 */
export async function copiedValues(
  engine: Engine,
  subject: RecurrentSubject,
  requests: readonly InterventionRequest[],
): Promise<Map<InterventionRequest, Float32Array>> {
  const found = new Map<InterventionRequest, Float32Array>();
  for (const donors of byRows(donorsOf(subject, requests))) {
    const names = [...new Set(donors.flatMap(activationsOf))];
    const ofEach =
      names.length *
      sequenceOf(subject.network, (donors[0] as Donor).image.rows).steps *
      subject.network.recipe.units;
    const most = Math.max(1, Math.floor(MOST_VALUES / ofEach));
    for (let first = 0; first < donors.length; first += most) {
      const some = donors.slice(first, first + most);
      for await (const [request, values] of readBatch(engine, subject, names, some)) {
        found.set(request, values);
      }
    }
  }
  return found;
}

function donorsOf(
  { network }: RecurrentSubject,
  requests: readonly InterventionRequest[],
): Donor[] {
  const donors = new Map<string, Donor>();
  for (const request of requests) {
    if (request.act.kind !== 'copy') continue;
    const { image } = request.act;
    checkReadable(network, image, 'image');
    const input = networkInput(network, image);
    // All are equally wide, so that the numbers alone say which image it is.
    const key = Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString('latin1');
    const donor = donors.get(key) ?? { image, input, requests: [] };
    donor.requests.push(request);
    donors.set(key, donor);
  }
  return [...donors.values()];
}

function byRows(donors: readonly Donor[]): Donor[][] {
  const heights = [...new Set(donors.map(({ image }) => image.rows))];
  return heights.map((rows) => donors.filter(({ image }) => image.rows === rows));
}

function activationsOf({ requests }: Donor): string[] {
  return requests.map(({ activation }) => activation);
}

/**
 * Of all that the pass gives only what is copied is kept.
 *
 * @param donors with images of the same size
 */
async function* readBatch(
  engine: Engine,
  { network, parameters }: RecurrentSubject,
  names: readonly string[],
  donors: readonly Donor[],
): AsyncGenerator<[InterventionRequest, Float32Array]> {
  const { rows, columns } = inputBatch(network, (donors[0] as Donor).image);
  const values = new Float32Array(donors.length * rows * columns);
  donors.forEach(({ input }, n) => values.set(input, n * input.length));
  const images = { batch: donors.length, rows, columns, values };
  for await (const { first, activations } of engine.forward({
    ...{ network, parameters, images, names },
  })) {
    const [count = 0] = activations[0]?.shape ?? [];
    for (const [n, { requests }] of donors.slice(first, first + count).entries()) {
      for (const request of requests) {
        const activation = activations[names.indexOf(request.activation)] as Activation;
        yield [request, ofImage(activation, n)];
      }
    }
  }
}

function ofImage({ shape: [batch], values }: Activation, n: number): Float32Array {
  const size = values.length / batch;
  return values.slice(n * size, (n + 1) * size);
}
