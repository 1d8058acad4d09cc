import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

import { shown } from '../errors.ts';

export { GraphQLDateTime };

/** Bytes inside the service, text with padding (RFC 4648, section 4) in requests and answers. */
export const GraphQLBase64 = new GraphQLScalarType<Uint8Array, string>({
  name: 'Base64',
  description: 'Bytes as base64 text with padding (RFC 4648, section 4).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-4',
  serialize(bytes) {
    if (!(bytes instanceof Uint8Array)) throw new TypeError('Base64: expected bytes');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  },
  parseValue: (value) => bytesOf(value),
  parseLiteral: (node) => bytesOf(node.kind === Kind.STRING ? node.value : undefined, node),
});

const base64Text = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bytesOf(value: unknown, node?: ValueNode): Uint8Array {
  if (typeof value === 'string' && base64Text.test(value)) return Buffer.from(value, 'base64');
  const got = typeof value === 'string' ? shown(value) : 'something else';
  throw new GraphQLError(`Base64: expected base64 text with padding, got ${got}`, {
    nodes: node ?? null,
  });
}
