import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql';
import { expect, test } from 'vitest';

import { buildApiSchema } from '../../src/resolvers/apiSchema.ts';

const schema = buildApiSchema();

test('everything has a description', () => {
  const described = Object.values(schema.getTypeMap()).flatMap((type) => parts(type));
  expect(described.length).toBeGreaterThan(200);
  expect(described.filter(({ description }) => !/^\S.*[.]$/s.test(description))).toEqual([]);
});

test('an image is given in exactly one way', () => {
  const input = schema.getType('ImageInput');
  expect(isInputObjectType(input) && input.isOneOf).toBe(true);
});

test('models, runs and series of runs are nodes', () => {
  const node = schema.getType('Node');
  const types = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
  expect(types.map(({ name }) => name).sort()).toEqual(['Model', 'Run', 'RunSeries']);
});

interface Described {
  name: string;
  description: string;
}

/** A type of the API and all that is in it. */
function parts(type: GraphQLNamedType): Described[] {
  if (type.name.startsWith('__') || isSpecifiedScalarType(type)) return [];
  const list: Described[] = [described(type.name, type)];
  if (isEnumType(type)) {
    for (const value of type.getValues()) list.push(described(`${type.name}.${value.name}`, value));
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      list.push(described(`${type.name}.${field.name}`, field));
      for (const argument of field.args) {
        list.push(described(`${type.name}.${field.name}(${argument.name})`, argument));
      }
    }
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      list.push(described(`${type.name}.${field.name}`, field));
    }
  }
  return list;
}

function described(
  name: string,
  { description }: { description?: string | null | undefined },
): Described {
  return { name, description: description ?? '' };
}
