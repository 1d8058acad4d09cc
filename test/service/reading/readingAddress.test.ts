import { deflateRawSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { splitNames } from '../../../src/data/split.ts';
import { presetNames } from '../../../src/inspection/presets.ts';
import { UrlParameters } from '../../../src/service/addresses/urlParameters.ts';
import {
  isPictureKind,
  pictureUrl,
  readPictureAddress,
  type PictureAddress,
} from '../../../src/service/pictures/pictureAddress.ts';
import type {
  Changes,
  ImageSource,
  Part,
  TensorReading,
  WholeSource,
} from '../../../src/service/reading/reading.ts';
import { readReading, writeReading } from '../../../src/service/reading/readingAddress.ts';
import { sourceOf } from '../../../src/service/reading/traceReading.ts';
import { readTensorAddress, tensorUrl } from '../../../src/service/tensors/tensorAddress.ts';
import { drawnImage } from '../samples.ts';

const example: TensorReading = {
  subject: { model: 'gru-64' },
  image: { dataset: 'mnist', split: 'TEST', index: 7 },
  changes: null,
  part: { name: 'layers.0.hiddenState', steps: null, units: null },
};

/** As the route reads it. */
function read(name: string, search: URLSearchParams): TensorReading {
  const query = new UrlParameters(search);
  const reading = readTensorAddress(name, query);
  query.checkAllRead();
  return reading;
}

/** What a URL that was given out leads to. */
function tensorAt(url: string): TensorReading {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const name = /^\/tensors\/(.+)\.npy$/.exec(pathname)?.[1] ?? '';
  return read(decodeURIComponent(name), searchParams);
}

function pictureAt(url: string): PictureAddress {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const kind = /^\/pictures\/(\w+)\.svg$/.exec(pathname)?.[1] ?? '';
  if (!isPictureKind(kind)) return expect.fail(`no picture at ${url}`);
  const query = new UrlParameters(searchParams);
  const address = readPictureAddress(kind, query);
  query.checkAllRead();
  return address;
}

const wholeNumber = fc.nat({ max: 2 ** 31 - 1 });
const steps = fc.record({ from: wholeNumber, to: wholeNumber });
const units = fc.option(fc.array(wholeNumber, { minLength: 1, maxLength: 20 }));
const text = fc.string({ minLength: 1, unit: 'grapheme' });
/** JSON has no -0 that JavaScript would write. */
const factor = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const drawn = fc.record({
  pixels: fc.float32Array({ min: 0, max: 1, noNaN: true, maxLength: 50 }),
  columns: fc.option(fc.integer({ min: 1, max: 1024 })),
});
const png = fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes) => ({ png: bytes }));

const whole: fc.Arbitrary<WholeSource> = fc.oneof(
  fc.record({
    dataset: fc.option(text),
    split: fc.constantFrom(...splitNames),
    index: wholeNumber,
  }),
  drawn,
  png,
  fc.record({
    drawing: fc.oneof(drawn, png),
    invert: fc.option(fc.boolean()),
    fit: fc.boolean(),
  }),
);

const image: fc.Arbitrary<ImageSource> = fc.oneof(
  whole,
  fc.record({ splice: fc.record({ top: whole, bottom: whole, atRow: wholeNumber }) }),
);

const act = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), value: factor }),
  fc.record({ kind: fc.constant('scale' as const), factor }),
  fc.record({ kind: fc.constant('complement' as const), of: text }),
  fc.record({ kind: fc.constant('copy' as const), image }),
);

const changes: fc.Arbitrary<Changes> = fc.oneof(
  fc.record({
    interventions: fc.array(
      fc.record({
        activation: text,
        steps: fc.option(fc.record({ from: wholeNumber, to: fc.option(wholeNumber) })),
        units: fc.option(fc.array(wholeNumber)),
        act,
      }),
      { minLength: 1, maxLength: 10 },
    ),
  }),
  fc.record({
    preset: fc.record({ name: fc.constantFrom(...presetNames), fromStep: wholeNumber }),
  }),
);

const part: fc.Arbitrary<Part> = fc.record({
  name: text,
  steps: fc.oneof(fc.constant(null), wholeNumber, steps),
  units,
});

const subject = fc.oneof(
  fc.constant(null),
  fc.record({ model: text }),
  fc.record({ run: text, step: wholeNumber }),
);

test('any reading comes back from its address', () => {
  fc.assert(
    fc.property(fc.record({ subject, image, changes: fc.option(changes), part }), (reading) => {
      const written = new URLSearchParams();
      writeReading(written, reading);
      const query = new UrlParameters(new URLSearchParams(written.toString()));
      expect(readReading(query, reading.part.name)).toEqual(reading);
      query.checkAllRead();
    }),
    { numRuns: 500, seed: 11 },
  );
});

test('any picture of a reading comes back from its address', () => {
  const reading = fc.record({ subject, image, changes: fc.option(changes), part });
  const whole = fc.record({ subject, image, changes: fc.option(changes), part: fc.constant(null) });
  const kinds: fc.Arbitrary<PictureAddress> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('figure' as const, 'predictionsFigure' as const),
      reading: whole,
    }),
    fc.record({
      ...{ kind: fc.constant('unitFigure' as const), reading: whole },
      ...{ layer: wholeNumber, unit: wholeNumber },
    }),
    fc.record({ kind: fc.constant('differenceFigure' as const), reading }),
    fc.record({ kind: fc.constant('heatMap' as const), reading, ends: fc.boolean() }),
  );
  fc.assert(
    fc.property(kinds, (address) => {
      const url = pictureUrl(address, null);
      if (url !== null) expect(pictureAt(url)).toEqual(address);
    }),
    { numRuns: 200, seed: 11 },
  );
});

/** Given out by version 0.1.0, with one intervention of each kind in them. */
const oldChanges =
  'nZAxa8MwEEb_y7f2EHJDFm0dSikUQkm24EHYZ1cgS8K6BBej_x5EyVCoM3S7G-7x3q1wQXi-chAXQ4Y5r7CduKutOwy8_eY5K62GOI8sb1YYhCycMsyKYY4TzI4gEWZfCJfgpGKeSbeEzALTFNqCdjb0rv9hVtT7ZEeu3BRGGLx8fjyhbJ-7kC53pS5OyfPEQQ7DhvcDD_b-KH-26ULInfUMo9WDlC_X9xzukN8xbmFfn6JJq4Ya0mrfln-heLE1s445eScwOL0eTyC40PMCsyultOUG';
const oldPreset = 'q1YqKEotTi1RsqpWykvMTVWyUvLw93GJDw5xDHFV0lFKK8rPDS5JLVCysqytBQA';
const network = 'model=gru-64&dataset=mnist&split=TEST&index=7';

const interventions: Changes = {
  interventions: [
    {
      ...{ activation: 'layers.0.forgetGate', steps: { from: 3, to: 5 }, units: [2, 0] },
      act: { kind: 'set', value: 1 },
    },
    {
      ...{ activation: 'layers.0.candidate', steps: null, units: null },
      act: { kind: 'copy', image: { png: Uint8Array.of(1, 2, 254) } },
    },
    {
      ...{ activation: 'layers.0.inputGate', steps: null, units: null },
      act: { kind: 'complement', of: 'layers.0.forgetGate' },
    },
    {
      ...{ activation: 'layers.0.cellState', steps: { from: 0, to: null }, units: null },
      act: { kind: 'scale', factor: 0.1 },
    },
    {
      ...{ activation: 'layers.0.hiddenState', steps: null, units: null },
      act: {
        kind: 'copy',
        image: { pixels: Float32Array.of(0, 0.1, 1, 0.5), columns: null },
      },
    },
    {
      ...{ activation: 'layers.0.hiddenState', steps: null, units: null },
      act: { kind: 'copy', image: { dataset: null, split: 'TEST', index: 3 } },
    },
  ],
};
const preset: Changes = { preset: { name: 'HOLD_STATE', fromStep: 9 } };
const wholeTrace = { ...example, part: null };

describe('an address that was given out stays valid:', () => {
  test.each<[string, Partial<TensorReading>]>([
    [
      `/tensors/layers.0.hiddenState.npy?${network}&steps=2-5&units=3-0`,
      { part: { name: 'layers.0.hiddenState', steps: { from: 2, to: 5 }, units: [3, 0] } },
    ],
    [
      `/tensors/layers.0.hiddenState.npy?${network}&t=4&changes=${oldChanges}`,
      {
        changes: interventions,
        part: { name: 'layers.0.hiddenState', steps: 4, units: null },
      },
    ],
    [
      `/tensors/head.logits.npy?${network}&changes=${oldPreset}`,
      { changes: preset, part: { name: 'head.logits', steps: null, units: null } },
    ],
    [
      '/tensors/image.binarized.npy?pixels=Y2BgYFD1FLJT9Zxktz33NpAWsmdAEgMA&columns=4',
      {
        subject: null,
        image: { pixels: Float32Array.from({ length: 8 }, (_, n) => (n % 5) / 7), columns: 4 },
        part: { name: 'image.binarized', steps: null, units: null },
      },
    ],
    [
      '/tensors/head.logits.npy?run=UnVuOjAx&step=2149&dataset=mnist&split=TEST&index=7',
      {
        subject: { run: 'UnVuOjAx', step: 2149 },
        part: { name: 'head.logits', steps: null, units: null },
      },
    ],
  ])('%s', (url, change) => {
    expect(tensorAt(url)).toEqual({ ...example, ...change });
  });

  test.each<[string, PictureAddress]>([
    [
      `/pictures/figure.svg?${network}&changes=${oldPreset}`,
      { kind: 'figure', reading: { ...wholeTrace, changes: preset } },
    ],
    [
      `/pictures/unitFigure.svg?${network}&layer=1&unit=5`,
      { kind: 'unitFigure', reading: wholeTrace, layer: 1, unit: 5 },
    ],
    [
      `/pictures/differenceFigure.svg?${network}&name=layers.0.cellState&steps=2-28&units=3-1&changes=${oldChanges}`,
      {
        kind: 'differenceFigure',
        reading: {
          ...{ ...example, changes: interventions },
          part: { name: 'layers.0.cellState', steps: { from: 2, to: 28 }, units: [3, 1] },
        },
      },
    ],
    [
      `/pictures/heatMap.svg?${network}&name=layers.0.hiddenState&t=7`,
      {
        ...{ kind: 'heatMap', ends: false },
        reading: {
          ...example,
          part: { name: 'layers.0.hiddenState', steps: 7, units: null },
        },
      },
    ],
    [
      `/pictures/heatMap.svg?${network}&name=layers.0.hiddenState&units=4-2&ends=true`,
      {
        ...{ kind: 'heatMap', ends: true },
        reading: {
          ...example,
          part: { name: 'layers.0.hiddenState', steps: null, units: [4, 2] },
        },
      },
    ],
    [
      '/pictures/summaryTable.svg?dataset=mnist&seeds=-3.1&resetAfter=false',
      {
        kind: 'summaryTable',
        request: { dataset: 'mnist', seeds: [-3, 1], resetAfter: false },
      },
    ],
    [
      '/pictures/learningCurves.svg?runs=stacked.UnVuOjAx&split=TEST&metric=ACCURACY&maxPoints=1000',
      {
        kind: 'learningCurves',
        request: {
          ...{ runs: ['stacked', 'UnVuOjAx'], split: 'TEST', metric: 'ACCURACY' },
          maxPoints: 1000,
        },
      },
    ],
  ])('%s', (url, address) => {
    expect(pictureAt(url)).toEqual(address);
  });
});

test('an address is plain to read', () => {
  const part = { name: 'layers.0.hiddenState', steps: { from: 2, to: 5 }, units: [3, 0] };
  expect(tensorUrl({ ...example, part })).toBe(
    `/tensors/layers.0.hiddenState.npy?${network}&steps=2-5&units=3-0`,
  );
});

test('a drawn digit takes little of an address', () => {
  const pixels = Array.from({ length: 784 }, (_, n) => (n % 5) / 7);
  const image = sourceOf(drawnImage(pixels, 28));
  const url = tensorUrl({ ...example, image }) ?? expect.fail('no address');
  expect(url.length).toBeLessThan(1000);
  expect(tensorAt(url).image).toEqual({ pixels: Float32Array.from(pixels), columns: 28 });
});

test('an image that does not fit in a URL has none', () => {
  const noise = Array.from({ length: 100 * 100 }, (_, n) => Math.abs(Math.sin(n * n)));
  expect(tensorUrl({ ...example, image: sourceOf(drawnImage(noise, 100)) })).toBeNull();
});

test.each([
  ['index=x', 'index: expected a whole number, got "x"'],
  ['index=-1', 'index: expected a whole number, got "-1"'],
  ['index=1e3', 'index: expected a whole number, got "1e3"'],
  ['', 'index: expected a whole number, or pixels instead, got none'],
  ['index=1&dataset=mnist&split=ALL', 'split: expected one of TRAIN, VALIDATION, TEST, got "ALL"'],
  ['index=1&dataset=mnist&t=1&steps=0-2', 't: expected either t or steps, got both'],
  ['index=1&dataset=mnist&steps=2', 'steps: expected 2 whole numbers such as 0-28, got "2"'],
  ['index=1&dataset=mnist&units=1-', 'units: expected whole numbers such as 0-28, got "1-"'],
  ['pixels=AAAA&columns=28', 'pixels: expected what the API gave, got "AAAA"'],
  ['index=1&dataset=mnist&changes=AAAA', 'changes: expected what the API gave, got "AAAA"'],
  ['pixels=AwA&png=AwA', 'png: expected either png or pixels, got both'],
  ['png=AwA&index=1', 'index: expected either index or png, got both'],
  ['drawing=AAAA', 'drawing: expected what the API gave, got "AAAA"'],
  ['splice=AAAA', 'splice: expected what the API gave, got "AAAA"'],
  ['splice=AAAA&drawing=AAAA', 'drawing: expected either drawing or splice, got both'],
  ['splice=AAAA&index=1', 'index: expected either index or splice, got both'],
  ['drawing=AAAA&pixels=AwA', 'pixels: expected either pixels or drawing, got both'],
  ['drawing=AAAA&index=1', 'index: expected either index or drawing, got both'],
  ['index=1&dataset=mnist&run=UnVu', 'step: expected a whole number, got none'],
  ['index=1&dataset=mnist&run=UnVu&step=-1', 'step: expected a whole number, got "-1"'],
  ['index=1&dataset=mnist&model=a&step=1', 'step: expected nothing without run, got 1'],
  [
    'index=1&dataset=mnist&run=UnVu&step=1&model=a',
    'model: expected either model or run, got both',
  ],
  ['pixels=AAAA&columns=28&index=1', 'index: expected either index or pixels, got both'],
  ['pixels=AwA&columns=0', 'columns: expected a whole number from 1 to 1024, got 0'],
  ['pixels=AwA&columns=1025', 'columns: expected a whole number from 1 to 1024, got 1025'],
  ['index=1&index=2&dataset=mnist', 'index: expected it at most once, got it again'],
  ['index=1&dataset=mnist&layer=1', 'layer: expected no such parameter here, got "1"'],
  ['index=1&dataset=mnist&columns=28', 'columns: expected no such parameter here, got "28"'],
  ['pixels=AwA&columns=28&dataset=mnist', 'dataset: expected no such parameter here, got "mnist"'],
])('?%s is refused', (query, message) => {
  expect(() => read('image.pixels', new URLSearchParams(query))).toThrow(message);
});

test.each([
  { interventions: [{ activation: 'layers.0.forgetGate', add: 1 }] },
  { interventions: [{ set: 1 }] },
  { interventions: [{ activation: 'layers.0.forgetGate', steps: { from: 0.5 }, set: 1 }] },
  { interventions: [{ activation: 'layers.0.forgetGate', fromImage: {} }] },
  {
    interventions: [
      { activation: 'layers.0.forgetGate', fromImage: { example: { index: 1 }, pixels: [0] } },
    ],
  },
  { interventions: [{ activation: 'layers.0.forgetGate', fromImage: { png: 'no base64!' } }] },
  { preset: { name: 'HOLD_EVERYTHING' } },
  { preset: 'HOLD_STATE' },
  [],
  'interventions',
])('changes that the API never gives are refused: %j', (changes) => {
  const packed = deflateRawSync(JSON.stringify(changes)).toString('base64url');
  const query = new URLSearchParams({ index: '1', dataset: 'mnist', changes: packed });
  expect(() => read('head.logits', query)).toThrow('changes: expected what');
});

test('an intervention has one act in an address too', () => {
  const two = { activation: 'layers.0.forgetGate', set: 1, scale: 2 };
  const packed = deflateRawSync(JSON.stringify({ interventions: [two] })).toString('base64url');
  const query = new URLSearchParams({ index: '1', changes: packed });
  expect(() => read('head.logits', query)).toThrow(
    'interventions[0]: expected exactly one of set, scale, complementOf and fromImage, got 2',
  );
});

test('what would expand without end is refused', () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 2 ** 20)).toString('base64url');
  const query = new URLSearchParams({ pixels: bomb, columns: '28' });
  expect(() => read('image.pixels', query)).toThrow('pixels: expected what the API gave');
});
