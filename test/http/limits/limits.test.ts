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

  test('brackets in each other', async () => {
    const lists = `{ architectures(a: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { slug } }`;
    const expected = tooLarge(`at most ${limits.nesting} brackets in each other`);
    expect(await asked.refusals(lists)).toEqual(expected);
    expect(await asked.refusals(`{ a${'{ a '.repeat(60)}${'}'.repeat(61)}`)).toEqual(expected);
  });

  test('a name that would stand in the answer again and again', async () => {
    const name = 'a'.repeat(limits.name + 1);
    expect(await asked.refusals(`{ architectures { ${name}: slug } }`)).toEqual(
      tooLarge(`names of at most ${limits.name} characters`),
    );
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

test('an error quotes little of what came', async () => {
  const text = '"a b" '.slice(1, 4).repeat(200_000);
  for (const query of [
    `{ models(first: "${text}") { totalCount } }`,
    `{ runs(filter: { status: ${'9'.repeat(600_000)} }) { totalCount } }`,
  ]) {
    const [error] = await asked.refusals(query);
    expect(error?.message.length).toBeLessThan(1_000);
  }
  const { errors } = await asked.service.ask('query ($n: Int) { runs(first: $n) { totalCount } }', {
    n: text,
  });
  expect(errors?.[0]?.message.length).toBeLessThan(1_000);
});

test('what is in brackets inside a text or a comment is not nested', async () => {
  const open = '{['.repeat(200);
  const query = `# ${open}\n{ node(id: "${open}") { id } }`;
  expect(await asked.service.ask(query)).toEqual({ data: { node: null } });
});

test('the introspection of tools is allowed', async () => {
  const query = getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true });
  const { data, errors } = await asked.service.ask<{ __schema: object }>(query);
  expect(errors).toBeUndefined();
  expect(data.__schema).toBeTypeOf('object');
});
