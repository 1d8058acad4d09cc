import { misfit, shown } from '../../errors.ts';

/** What has an id, and can be fetched by `node`. */
const idTypes = ['Model', 'Run', 'RunSeries'] as const;
type IdType = (typeof idTypes)[number];

interface GlobalId {
  type: IdType;
  /** The id in the store, a UUID. */
  id: string;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const contents = new RegExp(`^(${idTypes.join('|')}):(${uuid})$`);

/** base64url of `Model:…`; to clients it is opaque. */
export function toGlobalId(type: IdType, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Null for any text that toGlobalId does not give. */
export function tryGlobalId(text: string): GlobalId | null {
  const match = contents.exec(Buffer.from(text, 'base64url').toString('latin1'));
  if (match === null) return null;
  const [, type, id] = match as unknown as [string, IdType, string];
  return toGlobalId(type, id) === text ? { type, id } : null;
}

/** The id in the store; null for anything but a global id of that type. */
export function tryIdOf(type: IdType, text: string): string | null {
  const parsed = tryGlobalId(text);
  return parsed?.type === type ? parsed.id : null;
}

/**
 * The id in the store.
 *
 * @throws GatescopeError INVALID_ID for anything but a global id of that type
 */
export function parseIdOf(type: IdType, argument: string, text: string): string {
  const id = tryIdOf(type, text);
  if (id !== null) return id;
  throw misfit('INVALID_ID', argument, `the global id of a ${type}`, shown(text));
}
