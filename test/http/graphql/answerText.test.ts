import type { GraphQLScalarType } from 'graphql';
import { expect, test } from 'vitest';

import { answerText, plainNumbers } from '../../../src/http/graphql/answerText.ts';
import { buildApiSchema } from '../../../src/resolvers/apiSchema.ts';
import { WrittenNumbers } from '../../../src/resolvers/tensors/writtenNumbers.ts';

test.each([
  null,
  'a "quoted" text, and ünïcode  ',
  1e-7,
  [],
  {},
  { a: undefined, b: [null, { c: [1, 2.5, -3] }], d: [[1, 2], []], e: [true, 'x', null] },
  { 'a"b': { nested: [{ x: null }] } },
  { at: new Date(0), several: [new Date(1)], toJSON: { values: [1] } },
])('without written numbers it is what JSON.stringify gives: %j', (answer) => {
  expect(answerText(answer)).toBe(JSON.stringify(answer));
});

const values = Float32Array.of(0.1, -1, 0, 1e-8, 1 / 3);
const numbers = [0.1, -1, 0, 1e-8, 0.33333334];

test('written numbers stand in their list as numbers, in an answer and in a message', () => {
  const answer = { data: { tensor: { shape: [5], values: [new WrittenNumbers(values)] } } };
  const expected = { data: { tensor: { shape: [5], values: numbers } } };
  expect(answerText(answer)).toBe(JSON.stringify(expected));
  expect(JSON.stringify({ payload: answer }, plainNumbers)).toBe(
    JSON.stringify({ payload: expected }),
  );
});

test('nobody writes them by mistake as something else', () => {
  expect(() => JSON.stringify([new WrittenNumbers(values)])).toThrow(TypeError);
});

test('Float passes them through, and still checks numbers', () => {
  const schema = buildApiSchema();
  const float = schema.getType('Float') as GraphQLScalarType;
  const written = new WrittenNumbers(values);
  expect(float.serialize(written)).toBe(written);
  expect(float.serialize('2.5')).toBe(2.5);
  expect(() => float.serialize(NaN)).toThrow();
});
