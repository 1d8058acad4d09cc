import { describe, expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../src/formats/safetensors.ts';
import { fixture, ramp } from './fixture.ts';

const weights = [
  { name: 'head.0.bias', shape: [3], values: ramp(3) },
  { name: 'head.0.kernel', shape: [2, 3], values: ramp(6) },
  { name: 'layers.0.bias', shape: [], values: ramp(1) },
];

describe('encodeSafetensors', () => {
  test('writes the same bytes as the Python package', () => {
    const file = encodeSafetensors(weights, { format: 'gatescope' });

    expect(file).toEqual(fixture('weights.safetensors'));
  });

  test('keeps the order given, even of names that look like numbers', () => {
    const file = encodeSafetensors([
      { name: 'b', shape: [1], values: ramp(1) },
      { name: '10', shape: [1], values: ramp(1) },
      { name: '2', shape: [1], values: ramp(1) },
    ]);

    const header = Buffer.from(file).toString('latin1');
    expect(header).toMatch(/"b".*"10".*"2"/);
    expect([...decodeSafetensors(file).keys()]).toEqual(['b', '10', '2']);
  });

  test('pads the header, so that the values are aligned', () => {
    for (const name of ['a', 'ab', 'abc', 'é', 'abcdefgh']) {
      const file = encodeSafetensors([{ name, shape: [1], values: ramp(1) }]);
      expect(file.length % 8).toBe(4);
    }
  });

  test.each([
    ['two tensors are named "a"', ['a', 'a'], [1], ramp(1)],
    ['no tensor can be named __metadata__', ['__metadata__'], [1], ramp(1)],
    ['a: shape [2, 2], but 3 values', ['a'], [2, 2], ramp(3)],
    ['a: shape [-1, -3], but 3 values', ['a'], [-1, -3], ramp(3)],
    ['a: value 1 is NaN', ['a'], [2], Float32Array.of(1, NaN)],
  ])('refuses what could not be read again: %s', (message, names, shape, values) => {
    const tensors = names.map((name) => ({ name, shape, values }));

    expect(() => encodeSafetensors(tensors)).toThrow(new RangeError(message));
  });
});

describe('decodeSafetensors', () => {
  test('reads what the Python package wrote', () => {
    expect(Object.fromEntries(decodeSafetensors(fixture('weights.safetensors')))).toEqual({
      'head.0.bias': { shape: [3], values: ramp(3) },
      'head.0.kernel': { shape: [2, 3], values: ramp(6) },
      'layers.0.bias': { shape: [], values: ramp(1) },
    });
    expect([...decodeSafetensors(fixture('unsorted.safetensors'))]).toEqual([
      ['a', { shape: [1], values: ramp(1) }],
      ['z', { shape: [0, 4], values: ramp(0) }],
      ['ß', { shape: [2, 2], values: ramp(4) }],
    ]);
  });

  test('reads what was written, wherever the bytes lie in memory', () => {
    const file = encodeSafetensors(weights);
    const shifted = Buffer.concat([Buffer.of(7), file, Buffer.of(7)]).subarray(1, -1);

    const tensors = decodeSafetensors(shifted);

    expect([...tensors].map(([name, tensor]) => ({ name, ...tensor }))).toEqual(weights);
    expect(encodeSafetensors([])).toHaveLength(16);
    expect(decodeSafetensors(encodeSafetensors([])).size).toBe(0);
  });

  test('gives values of their own, which do not change with the file', () => {
    const file = encodeSafetensors(weights);
    const tensors = decodeSafetensors(file);
    file.fill(0);

    expect(tensors.get('head.0.bias')?.values).toEqual(ramp(3));
  });

  test('refuses a file cut short at any byte', () => {
    const file = fixture('weights.safetensors');
    for (let length = 0; length < file.length; length++) {
      expect(() => decodeSafetensors(file.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'WEIGHTS_CORRUPT' }),
      );
    }
  });

  test('names the tensor of another type', () => {
    expect(() => decodeSafetensors(fixture('half.safetensors'))).toThrow(
      'weights: tensor "a": expected dtype "F32", got "F16"',
    );
  });

  test('refuses a header longer than the file without reserving memory for it', () => {
    const file = fileOf('{}');
    file.writeBigUInt64LE(2n ** 41n);

    expect(() => decodeSafetensors(file)).toThrow(
      'weights: the header: expected at most the 2 bytes that follow its length, got 2199023255552',
    );
  });

  const f32 = '"dtype":"F32"';
  test.each([
    ['the file: expected at least 8 bytes, got 3', Buffer.alloc(3)],
    ['the header: expected JSON, got something else', fileOf('{"a":')],
    ['the header: expected JSON, got something else', fileOf(Buffer.from('7b22ff223a317d', 'hex'))],
    ['the header: expected JSON, got something else', fileOf('')],
    ['the header: expected a JSON object from its first byte on, got something else', fileOf('[]')],
    ['the header: expected a JSON object from its first byte on', fileOf(' {}')],
    [
      'the header: expected each name once, got "a" twice',
      fileOf(`{"a":{${f32},"shape":[1],"data_offsets":[0,4]},"\\u0061":{}}`, 4),
    ],
    [
      'the header: expected each name once, got "shape" twice',
      fileOf(`{"a":{${f32},"shape":[1],"shape":[1],"data_offsets":[0,4]}}`, 4),
    ],
    [
      '__metadata__: expected an object of texts, got an object',
      fileOf('{"__metadata__":{"a":1}}'),
    ],
    ['__metadata__: expected an object of texts, got null', fileOf('{"__metadata__":null}')],
    ['tensor "a": expected an object, got 1', fileOf('{"a":1}')],
    ['tensor "a": expected dtype "F32", got undefined', fileOf('{"a":{}}')],
    [
      'tensor "a": expected dtype, shape and data_offsets, got "b"',
      fileOf(`{"a":{${f32},"shape":[1],"data_offsets":[0,4],"b":0}}`, 4),
    ],
    [
      'tensor "a": expected a shape of whole numbers from 0, got "[1,-1]"',
      fileOf(`{"a":{${f32},"shape":[1,-1],"data_offsets":[0,4]}}`, 4),
    ],
    [
      'tensor "a": expected a shape of whole numbers from 0, got undefined',
      fileOf(`{"a":{${f32},"data_offsets":[0,4]}}`, 4),
    ],
    [
      'tensor "a": expected data_offsets of two whole numbers from 0, got "[0]"',
      fileOf(`{"a":{${f32},"shape":[1],"data_offsets":[0]}}`, 4),
    ],
    [
      'tensor "a": expected 16 bytes for its shape [2, 2], got 12',
      fileOf(`{"a":{${f32},"shape":[2,2],"data_offsets":[0,12]}}`, 12),
    ],
    [
      'tensor "a": expected 4 bytes for its shape [1], got -4',
      fileOf(`{"a":{${f32},"shape":[1],"data_offsets":[4,0]}}`, 4),
    ],
    [
      'tensor "a": expected to end within 4 bytes of values, got 8',
      fileOf(`{"a":{${f32},"shape":[2],"data_offsets":[0,8]}}`, 4),
    ],
    [
      'tensor "a": expected to end within 4 bytes of values, got 2199023255552',
      fileOf(`{"a":{${f32},"shape":[549755813888],"data_offsets":[0,2199023255552]}}`, 4),
    ],
    [
      'tensor "a": expected to begin at byte 0, got 4: a gap before it',
      fileOf(`{"a":{${f32},"shape":[1],"data_offsets":[4,8]}}`, 8),
    ],
    [
      'tensor "b": expected to begin at byte 8, got 4: an overlap with the tensor before it',
      fileOf(
        `{"b":{${f32},"shape":[2],"data_offsets":[4,12]},"a":{${f32},"shape":[2],"data_offsets":[0,8]}}`,
        12,
      ),
    ],
    [
      'the file: expected 4 bytes of values for its tensors, got 5',
      fileOf(`{"a":{${f32},"shape":[1],"data_offsets":[0,4]}}`, 5),
    ],
    [
      'tensor "a": expected finite values, got Infinity at index 1',
      fileOf(
        `{"a":{${f32},"shape":[2],"data_offsets":[0,8]}}`,
        Buffer.from(Float32Array.of(1, Infinity).buffer),
      ),
    ],
  ])('refuses: %s', (message, file) => {
    expect(() => decodeSafetensors(file)).toThrow(
      expect.objectContaining({
        code: 'WEIGHTS_CORRUPT',
        message: expect.stringContaining(`weights: ${message}`) as string,
      }),
    );
  });
});

/** A file of this header and these values, or this many zero bytes of them. */
function fileOf(header: string | Buffer, values: Buffer | number = 0): Buffer {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, typeof values === 'number' ? Buffer.alloc(values) : values]);
}
