import { deflateRawSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { buildApiSchema } from '../../../src/resolvers/apiSchema.ts';
import { imageAddress } from '../../../src/service/reading/traceAddress.ts';
import { UrlParameters } from '../../../src/service/addresses/urlParameters.ts';
import {
  readTensorAddress,
  tensorUrl,
  type TensorAddress,
} from '../../../src/service/tensors/tensorAddress.ts';
import { drawnImage } from '../samples.ts';

const example: TensorAddress = {
  name: 'layers.0.hiddenState',
  subject: { model: 'gru-64' },
  image: { dataset: 'mnist', split: 'TEST', index: 7 },
  steps: null,
  units: null,
  changes: null,
};
const schema = buildApiSchema();

/** As the route reads it. */
function read(name: string, search: URLSearchParams): TensorAddress {
  const query = new UrlParameters(search);
  const address = readTensorAddress(name, query, schema);
  query.checkAllRead();
  return address;
}

function parsed(url: string): TensorAddress {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const name = /^\/tensors\/(.+)\.npy$/.exec(pathname)?.[1] ?? '';
  return read(name, searchParams);
}

function urlOf(address: TensorAddress): string {
  return tensorUrl(address) ?? expect.fail('no address');
}

test('an address is plain to read', () => {
  expect(tensorUrl({ ...example, steps: { from: 2, to: 5 }, units: [3, 0] })).toBe(
    '/tensors/layers.0.hiddenState.npy?model=gru-64&dataset=mnist&split=TEST&index=7&steps=2-5&units=3-0',
  );
});

test.each<Partial<TensorAddress>>([
  {},
  { steps: { from: 0, to: 28 } },
  { steps: 0 },
  { steps: 27 },
  { units: [5, 1, 4] },
  { subject: null, name: 'image.pixels' },
  { subject: { run: 'UnVuOjAx', step: 0 } },
  { subject: { run: 'UnVuOjAx', step: 999_999_999 } },
  { image: { dataset: 'a.b_c-d', split: 'VALIDATION', index: 0 } },
  { changes: { preset: { name: 'HOLD_STATE', fromStep: 9 } } },
  {
    changes: {
      interventions: [
        { activation: 'layers.0.forgetGate', set: 1, steps: { from: 3, to: 5 }, units: [2, 0] },
        { activation: 'layers.0.candidate', fromImage: { png: Buffer.from([1, 2, 254]) } },
        { activation: 'layers.0.inputGate', complementOf: 'layers.0.forgetGate' },
      ],
    },
  },
])('%o comes back from its URL', (change) => {
  const address = { ...example, ...change };
  expect(parsed(urlOf(address))).toEqual(address);
});

test('a drawn image comes back from its URL to the bit', () => {
  const pixels = Array.from({ length: 784 }, (_, n) => (n % 5) / 7);
  const image = imageAddress(drawnImage(pixels, 28));
  const url = urlOf({ ...example, image });
  expect(url.length).toBeLessThan(1000);
  expect(parsed(url).image).toEqual({ pixels: Float32Array.from(pixels), columns: 28 });
});

test('an image that does not fit in a URL has none', () => {
  const noise = Array.from({ length: 100 * 100 }, (_, n) => Math.abs(Math.sin(n * n)));
  const address = { ...example, image: imageAddress(drawnImage(noise, 100)) };
  expect(tensorUrl(address)).toBeNull();
});

test.each([
  ['index=x', 'index: expected a whole number, got "x"'],
  ['index=-1', 'index: expected a whole number, got "-1"'],
  ['index=1e3', 'index: expected a whole number, got "1e3"'],
  ['', 'index: expected a whole number, or pixels instead, got none'],
  ['index=1&dataset=mnist&split=ALL', 'split: expected one of TRAIN, VALIDATION, TEST, got "ALL"'],
  ['index=1', 'dataset: expected the name of a data set, got none'],
  ['index=1&dataset=mnist&t=1&steps=0-2', 't: expected nothing beside steps, got 1'],
  ['index=1&dataset=mnist&steps=2', 'steps: expected 2 whole numbers such as 0-28, got "2"'],
  ['index=1&dataset=mnist&units=1-', 'units: expected whole numbers such as 0-28, got "1-"'],
  ['pixels=AAAA&columns=28', 'pixels: expected what the API gave, got "AAAA"'],
  ['index=1&dataset=mnist&changes=AAAA', 'changes: expected what the API gave, got "AAAA"'],
  ['pixels=AAAA', 'columns: expected a whole number, got none'],
  ['index=1&dataset=mnist&run=UnVu', 'step: expected a whole number, got none'],
  ['index=1&dataset=mnist&run=UnVu&step=-1', 'step: expected a whole number, got "-1"'],
  ['index=1&dataset=mnist&model=a&step=1', 'step: expected nothing without run, got 1'],
  ['index=1&dataset=mnist&run=UnVu&step=1&model=a', 'model: expected nothing beside run, got "a"'],
  ['pixels=AAAA&columns=28&index=1', 'index: expected nothing beside pixels, got 1'],
  ['pixels=AwA&columns=0', 'columns: expected a whole number from 1 to 1024, got 0'],
  ['pixels=AwA&columns=1025', 'columns: expected a whole number from 1 to 1024, got 1025'],
  ['index=1&index=2&dataset=mnist', 'index: expected it at most once, got it again'],
  ['index=1&dataset=mnist&layer=1', 'layer: expected no such parameter here, got "1"'],
  ['index=1&dataset=mnist&columns=28', 'columns: expected no such parameter here, got "28"'],
  ['pixels=AwA&columns=28&dataset=mnist', 'dataset: expected no such parameter here, got "mnist"'],
])('?%s is refused', (query, message) => {
  expect(() => read('image.pixels', new URLSearchParams(query))).toThrow(message);
});

test('changes that the API would not take are refused', () => {
  const text = JSON.stringify({ interventions: [{ activation: 'layers.0.forgetGate', add: 1 }] });
  const changes = deflateRawSync(text).toString('base64url');
  const query = new URLSearchParams({ index: '1', dataset: 'mnist', changes });
  expect(() => read('head.logits', query)).toThrow('changes: expected what');
});

test('what would expand without end is refused', () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 2 ** 20)).toString('base64url');
  const query = new URLSearchParams({ pixels: bomb, columns: '28' });
  expect(() => read('image.pixels', query)).toThrow('pixels: expected what the API gave');
});
