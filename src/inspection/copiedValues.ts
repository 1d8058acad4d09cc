import type { InputImage } from '../data/inputImage.ts';
import type { Engine, ImageBatch } from '../engines/engine.ts';
import type { Activation } from '../networks/activations.ts';
import { checkWidth } from './checkWidth.ts';
import type { InterventionRequest } from './interventionRequest.ts';
import type { Subject } from './inspector.ts';

/** 64 MB: what a pass may give at once. */
const MOST_VALUES = 2 ** 24;

/** An image to copy from, and who does. */
interface Donor {
  image: InputImage;
  requests: InterventionRequest[];
}

/**
 * What requests with `fromImage` copy, each [step, unit] of the other image's untouched run. Images
 * of equally many rows are read as one batch, in one forward pass unless they are very large; equal
 * images are read once.
 *
 * @throws GatescopeError INVALID_IMAGE when an image is not as wide as the network reads
 */
export async function copiedValues(
  engine: Engine,
  subject: Subject,
  requests: readonly InterventionRequest[],
): Promise<Map<InterventionRequest, Float32Array>> {
  const found = new Map<InterventionRequest, Float32Array>();
  for (const donors of byRows(donorsOf(subject, requests))) {
    const names = [...new Set(donors.flatMap(activationsOf))];
    const ofEach = names.length * (donors[0] as Donor).image.rows * subject.network.recipe.units;
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

function donorsOf({ network }: Subject, requests: readonly InterventionRequest[]): Donor[] {
  const donors = new Map<string, Donor>();
  for (const request of requests) {
    if (request.act.kind !== 'copy') continue;
    const { image } = request.act;
    checkWidth(network, image);
    // All are equally wide and made of zeros and ones, so that these say which image it is.
    const key = Buffer.from(image.binarized).toString('latin1');
    const donor = donors.get(key) ?? { image, requests: [] };
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

/** Of all that the pass gives only what is copied is kept. */
async function* readBatch(
  engine: Engine,
  { network, parameters }: Subject,
  names: readonly string[],
  donors: readonly Donor[],
): AsyncGenerator<[InterventionRequest, Float32Array]> {
  const images = batchOf(donors.map(({ image }) => image));
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

/** @param images of the same size */
function batchOf(images: readonly InputImage[]): ImageBatch {
  const { rows, columns } = images[0] as InputImage;
  const values = new Float32Array(images.length * rows * columns);
  images.forEach(({ binarized }, n) => values.set(binarized, n * rows * columns));
  return { batch: images.length, rows, columns, values };
}

function ofImage({ shape, values }: Activation, n: number): Float32Array {
  const [, steps, size] = shape;
  return values.slice(n * steps * size, (n + 1) * steps * size);
}
