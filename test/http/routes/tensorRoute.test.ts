import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  addModel,
  startTestService,
  type AnsweredError,
  type TestService,
} from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 4, layers: 2 }, { name: 'tiny' });
});
afterAll(() => service.close());

interface TensorAnswer {
  name: string;
  shape: number[];
  base64: string;
  npyUrl: string;
}

/** What a .npy file of ours says of itself, and its values as base64. */
function readNpy(file: Buffer): { description: string; base64: string } {
  expect(file.subarray(0, 8)).toEqual(Buffer.from('\x93NUMPY\x01\x00', 'latin1'));
  const end = 10 + file.readUInt16LE(8);
  return {
    description: file.toString('latin1', 10, end).trim(),
    base64: file.toString('base64', end),
  };
}

function tuple(shape: number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

const tensor = '{ name shape base64 npyUrl }';
const drawing = { pixels: Array.from({ length: 84 }, (_, n) => (n % 9) / 8) };
const example = { example: { index: 3, split: 'VALIDATION' } };

describe('npyUrl leads to the same tensor:', () => {
  const fields = [
    `hiddenStates(image: $image, model: "tiny", layer: 1) ${tensor}`,
    `hiddenStates(image: $image, model: "tiny", steps: { from: 1, to: 3 }, units: [3, 1]) ${tensor}`,
    `gates(image: $image, model: "tiny", t: 2) { tensor: forgetGate ${tensor} }`,
    `trace(image: $image, model: "tiny") { tensor: activations(names: "head.probabilities") ${tensor} }`,
    `image(image: $image) { tensor: pixels ${tensor} }`,
    `image(image: $image) { tensor: binarized ${tensor} }`,
  ];
  const cases = [drawing, example].flatMap((image) => fields.map((field) => ({ field, image })));

  test.each(cases)('$field', async ({ field, image }) => {
    const { data } = await service.ask<{ [field: string]: TensorAnswer & { tensor?: unknown } }>(
      `query ($image: ImageInput!) { answer: ${field} }`,
      { image },
    );
    const answer = [data['answer']?.tensor ?? data['answer']].flat()[0] as TensorAnswer;
    const response = await service.get(answer.npyUrl);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const { description, base64 } = readNpy(Buffer.from(await response.arrayBuffer()));
    expect(description).toContain(`'descr': '<f4'`);
    expect(description).toContain(`'shape': ${tuple(answer.shape)}`);
    expect(base64).toBe(answer.base64);
    expect(base64.length).toBeGreaterThan(0);
  });
});

describe('an address that is not right', () => {
  const hidden = '/tensors/layers.0.hiddenState.npy?model=tiny&dataset=mnist&index=0';
  test.each([
    ['/tensors/layers.0.hiddenState.txt', 404, 'ROUTE_NOT_FOUND'],
    ['/tensors/layers.2.hiddenState.npy?model=tiny&dataset=mnist&index=0', 400, 'INVALID_ARGUMENT'],
    ['/tensors/layers.0.hiddenState.npy?model=huge&dataset=mnist&index=0', 404, 'MODEL_NOT_FOUND'],
    ['/tensors/layers.0.hiddenState.npy?dataset=mnist&index=0', 400, 'INVALID_ARGUMENT'],
    ['/tensors/layers.0.hiddenState.npy', 400, 'INVALID_ARGUMENT'],
    [hidden.replace('index=0', 'index=10000'), 404, 'EXAMPLE_NOT_FOUND'],
    [hidden.replace('mnist', '..%2Fmnist'), 404, 'DATASET_NOT_FOUND'],
    [`${hidden}&t=28`, 400, 'INVALID_ARGUMENT'],
    [`${hidden}&steps=3-3`, 400, 'INVALID_ARGUMENT'],
    [`${hidden}&units=4`, 400, 'INVALID_ARGUMENT'],
    [`${hidden}&units=1-1`, 400, 'INVALID_ARGUMENT'],
    [`${hidden}&t=1&t=2`, 400, 'INVALID_ARGUMENT'],
    [`${hidden}&unit=1`, 400, 'INVALID_ARGUMENT'],
    ['/tensors/image.pixels.npy?pixels=!&columns=28', 400, 'INVALID_IMAGE'],
    ['/tensors/image.pixels.npy?pixels=AwA&columns=28', 400, 'INVALID_IMAGE'],
    ['/tensors/image.pixels.npy?pixels=AwA&columns=0', 400, 'INVALID_ARGUMENT'],
  ])('%s answers %d', async (path, status, code) => {
    const response = await service.get(path);
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([status, code]);
  });

  test.each([
    'model=tiny',
    't=1',
    'steps=0-2',
    'units=1',
    'changes=q1YqKEotTi1RsqpWykvMTVWyUvLw93GJDw5xDHFV0lFKK8rPDS5JLVCyMqitBQA',
  ])('of an image alone with %s is refused', async (parameter) => {
    const response = await service.get(
      `/tensors/image.pixels.npy?dataset=mnist&index=0&${parameter}`,
    );
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    expect(errors[0]?.extensions).toEqual({
      code: 'INVALID_ARGUMENT',
      argument: parameter.split('=')[0],
    });
  });

  test('says which parameter', async () => {
    const response = await service.get(`${hidden}&t=28`);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 't: expected a step from 0 to 27, got 28',
          extensions: { code: 'INVALID_ARGUMENT', argument: 't' },
        },
      ],
    });
  });
});
