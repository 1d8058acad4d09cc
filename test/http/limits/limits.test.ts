import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { limits } from '../../../src/http/limits/limits.ts';
import { type AskedBothWays, askBothWays, repeated, tooLarge } from './askedBothWays.ts';

let asked: AskedBothWays;
beforeAll(async () => {
  asked = await askBothWays();
});
afterAll(() => asked.close());

describe('too much at once is refused:', () => {
  test('levels of fields', async () => {
    const query = `{ runs { nodes { ${'model { run { '.repeat(5)} id ${'} } '.repeat(5)} } } }`;
    expect(await asked.refusals(query)).toEqual(
      tooLarge(`at most ${limits.depth} levels of fields`),
    );
  });

  test('aliases', async () => {
    const query = `{ ${repeated(limits.aliases + 1, (n) => `a${n}: architectures { slug }`)} }`;
    expect(await asked.refusals(query)).toEqual(tooLarge(`at most ${limits.aliases} aliases`));
  });

  test('aliases by way of a fragment', async () => {
    const query = `{ ${repeated(4, (n) => `a${n}: architectures { ...F }`)} }
      fragment F on Architecture { ${repeated(8, (n) => `s${n}: slug`)} }`;
    expect(await asked.refusals(query)).toEqual(tooLarge(`at most ${limits.aliases} aliases`));
  });

  test('directives', async () => {
    const many = repeated(limits.directives + 1, () => 'slug @include(if: true)');
    expect(await asked.refusals(`{ architectures { ${many} } }`)).toEqual(
      tooLarge(`at most ${limits.directives} directives`),
    );
  });

  test('tokens', async () => {
    const query = `{ architectures { ${'slug '.repeat(limits.tokens)} } }`;
    expect(await asked.refusals(query)).toEqual(tooLarge(`at most ${limits.tokens} tokens`));
  });

  test('introspection without end', async () => {
    const query = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`;
    const [error] = await asked.refusals(query);
    expect(error?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('what graphql itself gives up to validate', async () => {
    const told = await asked.refusals(`{ ${repeated(200, (n) => `no${n}`)} }`);
    expect(told.at(-1)).toEqual({
      code: 'QUERY_TOO_LARGE',
      message: 'query: expected less to validate',
    });
  });
});

test('the introspection of tools is allowed', async () => {
  const query = getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true });
  const { data, errors } = await asked.service.ask<{ __schema: object }>(query);
  expect(errors).toBeUndefined();
  expect(data.__schema).toBeTypeOf('object');
});
