import { expect, test } from 'vitest';
import { encodeNpy } from '../../src/formats/npy.ts';
import { fixture, ramp } from './fixture.ts';

test.each([
  ['number.npy', []],
  ['vector.npy', [5]],
  ['hidden-states.npy', [28, 32]],
  ['traces.npy', [3, 4, 2]],
  ['nothing.npy', [0, 7]],
])('writes the same bytes as numpy: %s', (name, shape) => {
  const length = shape.reduce((count, axis) => count * axis, 1);

  expect(encodeNpy(shape, ramp(length))).toEqual(fixture(name));
});

test('takes only its own part of a shared buffer', () => {
  const shared = new Float32Array([9, 9, ...ramp(5), 9]);

  expect(encodeNpy([5], shared.subarray(2, 7))).toEqual(fixture('vector.npy'));
});

test('aligns the values however long the shape is written', () => {
  const file = encodeNpy(new Array<number>(40).fill(1), ramp(1));

  expect(file.length % 64).toBe(4);
  expect(file.at(-5)).toBe('\n'.charCodeAt(0));
});

test('refuses values that do not fill the shape', () => {
  expect(() => encodeNpy([2, 3], ramp(5))).toThrow('shape [2, 3] does not hold 5 values');
});
