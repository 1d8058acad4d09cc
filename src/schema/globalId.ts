import { misfit, shown } from '../errors.ts';

/** The types that `node` can fetch. */
export const nodeTypes = ['Model', 'Run'] as const;
export type NodeType = (typeof nodeTypes)[number];

export interface GlobalId {
  type: NodeType;
  /** The id in the store, a UUID. */
  id: string;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const contents = new RegExp(`^(${nodeTypes.join('|')}):(${uuid})$`);

/** base64url of `Model:…`; to clients it is opaque. */
export function toGlobalId(type: NodeType, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Null for any text that toGlobalId does not give. */
export function tryGlobalId(text: string): GlobalId | null {
  const match = contents.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (match === null) return null;
  const [, type, id] = match as unknown as [string, NodeType, string];
  return toGlobalId(type, id) === text ? { type, id } : null;
}

/** @throws GatescopeError INVALID_ID for anything but a global id of one of the types */
export function parseGlobalId(
  argument: string,
  text: string,
  types: readonly NodeType[] = nodeTypes,
): GlobalId {
  const parsed = tryGlobalId(text);
  if (parsed !== null && types.includes(parsed.type)) return parsed;
  throw misfit('INVALID_ID', argument, `the global id of a ${types.join(' or a ')}`, shown(text));
}
