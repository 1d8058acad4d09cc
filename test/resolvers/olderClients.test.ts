import { readFileSync } from 'node:fs';

import { execute, getIntrospectionQuery, parse, type IntrospectionQuery } from 'graphql';
import * as older from 'graphql-16.8';
import { expect, test } from 'vitest';

import { buildApiSchema } from '../../src/resolvers/apiSchema.ts';

/** Of the specification of October 2021, which graphql-core 3.2 knows and nothing beyond it. */
const KNOWN_PLACES = [
  ...['QUERY', 'MUTATION', 'SUBSCRIPTION', 'FIELD', 'FRAGMENT_DEFINITION', 'FRAGMENT_SPREAD'],
  ...['INLINE_FRAGMENT', 'VARIABLE_DEFINITION', 'SCHEMA', 'SCALAR', 'OBJECT', 'FIELD_DEFINITION'],
  ...['ARGUMENT_DEFINITION', 'INTERFACE', 'UNION', 'ENUM', 'ENUM_VALUE', 'INPUT_OBJECT'],
  'INPUT_FIELD_DEFINITION',
];

test('schema.graphql is loaded by a graphql that knows no @oneOf', () => {
  const schema = older.buildSchema(readFileSync('schema.graphql', 'utf8'));
  expect(schema.getDirective('oneOf')?.locations).toEqual(['INPUT_OBJECT']);
  expect(older.validateSchema(schema)).toEqual([]);
});

test('the introspection of the API is read by it, and names no place that is newer', () => {
  const document = parse(getIntrospectionQuery());
  const { data } = execute({ schema: buildApiSchema(), document }) as { data: unknown };
  const introspection = data as IntrospectionQuery;
  older.buildClientSchema(introspection as unknown as older.IntrospectionQuery);
  const places = introspection.__schema.directives.flatMap(({ locations }) => locations);
  expect(places.filter((place) => !KNOWN_PLACES.includes(place))).toEqual([]);
});
