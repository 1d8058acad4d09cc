import 'reflect-metadata';

import { GraphQLError, Kind } from 'graphql';
import { expect, test } from 'vitest';

import { GraphQLBase64 } from '../../src/schema/scalars.ts';

const literal = (value: string) =>
  GraphQLBase64.parseLiteral({ kind: Kind.STRING, value }, undefined);

test('bytes are padded base64 in an answer', () => {
  expect(GraphQLBase64.serialize(new Uint8Array([251, 255, 0, 1]))).toBe('+/8AAQ==');
  expect(GraphQLBase64.serialize(new Uint8Array([9, 1, 2, 9]).subarray(1, 3))).toBe('AQI=');
  expect(GraphQLBase64.serialize(new Uint8Array())).toBe('');
});

test('base64 in a request is bytes, as a variable and in the query', () => {
  expect([...GraphQLBase64.parseValue('+/8AAQ==')]).toEqual([251, 255, 0, 1]);
  expect([...literal('AQI=')]).toEqual([1, 2]);
  expect([...literal('')]).toEqual([]);
});

test.each([
  ['without padding', 'AQI'],
  ['wrapped in lines', 'AQ\r\nI=\n'],
  ['as a data URL', 'data:image/png;base64,AQI='],
])('%s it is taken, too', (_, text) => {
  expect([...GraphQLBase64.parseValue(text)]).toEqual([1, 2]);
  expect([...literal(text)]).toEqual([1, 2]);
});

test('URL-safe letters are taken, too', () => {
  expect([...GraphQLBase64.parseValue('-_8AAQ')]).toEqual([251, 255, 0, 1]);
});

test.each(['A', 'AQI==', 'AQ=', '+_8AAQ==', 'AQI=AQI=', 'AQ*I', 'data:image/png,AQI='])(
  '%j is refused',
  (text) => {
    expect(() => GraphQLBase64.parseValue(text)).toThrow(GraphQLError);
    expect(() => literal(text)).toThrow(
      `Base64: expected base64 text, got ${JSON.stringify(text)}`,
    );
  },
);

test('what is no text is refused', () => {
  expect(() => GraphQLBase64.parseValue(1234)).toThrow('got something else');
  // Four letters, so that the number could be taken for base64.
  const number = { kind: Kind.INT, value: '1234' } as const;
  expect(() => GraphQLBase64.parseLiteral(number, undefined)).toThrow('got something else');
});
