import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

import { shown } from '../errors.ts';

export { GraphQLDateTime };

/**
 * Bytes inside the service, text with padding (RFC 4648, section 4) in answers. Requests may have it
 * as other tools write it: wrapped in lines, without padding, URL-safe, or as a data URL.
 */
export const GraphQLBase64 = new GraphQLScalarType<Uint8Array, string>({
  name: 'Base64',
  description:
    'Bytes as base64 text with padding (RFC 4648, section 4). A request may leave out the padding, wrap lines, use the URL-safe letters, or send a data URL (`data:image/png;base64,…`).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-4',
  serialize(bytes) {
    if (!(bytes instanceof Uint8Array)) throw new TypeError('Base64: expected bytes');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  },
  parseValue: (value) => bytesOf(value),
  parseLiteral: (node) => bytesOf(node.kind === Kind.STRING ? node.value : undefined, node),
});

const dataUrl = /^data:[\w.+-]+\/[\w.+-]+;base64,/i;
/** Whole groups of four letters, of which the last may lack its padding; both alphabets at once never. */
const base64Text = /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/;

function bytesOf(value: unknown, node?: ValueNode): Uint8Array {
  if (typeof value === 'string') {
    const text = value.replace(dataUrl, '').replaceAll(/\s+/g, '');
    if (base64Text.test(text) && isWhole(text)) return Buffer.from(text, 'base64');
  }
  const got = typeof value === 'string' ? shown(value) : 'something else';
  throw new GraphQLError(`Base64: expected base64 text, got ${got}`, { nodes: node ?? null });
}

/** One letter more than whole groups is too few for a byte; padding fills a group or is left out. */
function isWhole(text: string): boolean {
  const letters = text.replace(/=+$/, '').length;
  return letters % 4 !== 1 && (letters === text.length || text.length % 4 === 0);
}
