/** Writes the dashboard's queries with the types of their answers: src/web/api/documents.ts. */
import { readdirSync, readFileSync } from 'node:fs';

import { codegen } from '@graphql-codegen/core';
import * as documentNodes from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';

import { printApiSchema } from '../src/resolvers/apiSchema.ts';
import { checkedIn } from './checkedIn.ts';

const folder = new URL('../src/web/api/', import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => ({
    location: name,
    document: parse(readFileSync(new URL(name, folder), 'utf8')),
  }));
const schema = buildSchema(printApiSchema());
const config = {
  documentMode: 'string',
  enumsAsTypes: true,
  useTypeImports: true,
  avoidOptionals: { field: true, object: false, inputValue: false },
  skipTypename: true,
  dedupeFragments: true,
  scalars: { ID: 'string', Base64: 'string', DateTime: 'string' },
};
const written = await codegen({
  filename: 'src/web/api/documents.ts',
  schema: parse(printApiSchema()),
  schemaAst: schema,
  documents,
  config,
  plugins: [{ operations: {} }, { documentNodes: {} }],
  pluginMap: { operations, documentNodes },
});
const header = '// Written by `npm run schema` from the .graphql files beside it and the API.\n';
await checkedIn('src/web/api/documents.ts', header + written, 'npm run schema');
