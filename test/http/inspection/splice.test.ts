import { afterAll, beforeAll, expect, test } from 'vitest';

import { exampleImage } from '../../../src/data/inputImage.ts';
import { addModel, startTestService, type TestService } from '../testService.ts';

let service: TestService;
let images: Float32Array[];

beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'GRU', units: 3 }, { name: 'gru' });
  const mnist = await service.catalog.load('mnist');
  images = [0, 1].map((index) => exampleImage(mnist, 'TEST', index, 'index').pixels);
});
afterAll(() => service.close());

const QUERY = `query Read($image: ImageInput!) {
  image(image: $image) { rows label dataset pixels { values } }
  hiddenStates(image: $image, model: "gru") { values npyUrl }
}`;
interface Answer {
  image: { rows: number; label: null; dataset: null; pixels: { values: number[] } };
  hiddenStates: { values: number[]; npyUrl: string };
}
const [first, second] = [{ example: { index: 0 } }, { example: { index: 1 } }];

/** The rows of the two, put together here. */
function spliced(atRow: number): number[] {
  const [top, bottom] = images as [Float32Array, Float32Array];
  return [...top.subarray(0, atRow * 28), ...bottom.subarray(atRow * 28)];
}

test('a splice is read as the pixels of its two parts, by address too', async () => {
  const splice = { top: first, bottom: second, atRow: 11 };
  const { data } = await service.ask<Answer>(QUERY, { image: { splice } });
  const same = await service.ask<Answer>(QUERY, { image: { pixels: spliced(11) } });
  expect(data).toEqual(same.data);
  expect(data.image).toMatchObject({ rows: 28, label: null, dataset: null });
  const alone = await service.ask<Answer>(QUERY, { image: first });
  const units = 3;
  expect(data.hiddenStates.values.slice(0, 11 * units)).toEqual(
    alone.data.hiddenStates.values.slice(0, 11 * units),
  );
  expect(data.hiddenStates.values.slice(20 * units)).not.toEqual(
    alone.data.hiddenStates.values.slice(20 * units),
  );
  expect((await fetch(new URL(data.hiddenStates.npyUrl, service.url))).status).toBe(200);
});

test('the bottom may be of fewer rows, the top a drawing; and states are copied from a splice', async () => {
  const pixels = [...(images[1] as Float32Array).subarray(0, 15 * 28)];
  const drawing = { pixels: [...(images[0] as Float32Array)], fit: false, invert: false };
  const splice = { top: { drawing }, bottom: { pixels }, atRow: 14 };
  const { data } = await service.ask<Answer>(QUERY, { image: { splice } });
  expect(data.image.rows).toBe(15);
  expect(data.image.pixels.values.map(Math.fround)).toEqual(spliced(14).slice(0, 15 * 28));

  const copied = await service.ask<{
    trace: { activations: { values: number[]; npyUrl: string }[] };
  }>(
    `query ($from: ImageInput!) {
      trace(image: { example: { index: 5 } }, model: "gru", interventions: [
        { activation: "layers.0.hiddenState", fromImage: $from, steps: { from: 0, to: 15 } }
      ]) { activations(names: ["layers.0.hiddenState"], steps: { from: 0, to: 15 }) { values npyUrl } }
    }`,
    { from: { splice } },
  );
  const [tensor] = copied.data.trace.activations;
  expect(tensor?.values).toHaveLength(15 * 3);
  tensor?.values.forEach((value, n) =>
    expect(value).toBeCloseTo(data.hiddenStates.values[n] as number, 5),
  );
  const file = await fetch(new URL(tensor?.npyUrl ?? '', service.url));
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.readFloatLE(bytes.length - 4)).toBe(Math.fround(tensor?.values.at(-1) ?? NaN));
});

test.each([
  [
    { top: first, bottom: second, atRow: 0 },
    'image.splice.atRow: expected a row from 1 to 27, got 0',
  ],
  [
    { top: first, bottom: second, atRow: 28 },
    'image.splice.atRow: expected a row from 1 to 27, got 28',
  ],
  [
    { top: first, bottom: { pixels: Array(28).fill(0) }, atRow: 1 },
    'image.splice.atRow: expected two images, the lower of 2 rows or more, got 1',
  ],
  [
    { top: { example: { index: -1 } }, bottom: second, atRow: 3 },
    'image.splice.top.example.index: expected a whole number from 0 to 9999 (TEST of "mnist"), got -1',
  ],
])('refuses %j', async (splice, message) => {
  const { errors } = await service.ask(
    'query ($image: ImageInput!) { image(image: $image) { rows } }',
    { image: { splice } },
  );
  expect(errors?.map((error) => error.message)).toEqual([message]);
});

test('a splice is not made of splices, and each part is one image', async () => {
  const ask = (splice: object) =>
    service.ask('query ($image: ImageInput!) { image(image: $image) { rows } }', {
      image: { splice },
    });
  const splice = { top: first, bottom: second, atRow: 3 };
  const nested = await ask({ ...splice, top: { splice } });
  expect(nested.errors?.[0]?.message).toMatch(
    /"splice" is not defined by type "SplicedImageInput"/,
  );
  const two = await ask({ ...splice, top: { ...first, pixels: [0] } });
  expect(two.errors?.[0]?.message).toMatch(/Exactly one key/);
});
