import { GatescopeError, shown } from '../errors.ts';
import type { NamedArray, ShapedArray } from '../namedArray.ts';
import { repeatedKey } from './repeatedKey.ts';
import { product } from './shape.ts';

/*
 * The safetensors format: the header's length (8 bytes, little-endian), the header (JSON: for each
 * tensor its dtype, shape and place among the values, and texts under `__metadata__`), the values.
 * Gatescope writes and reads float32 only.
 */

interface Entry {
  name: string;
  shape: number[];
  /** Where its bytes begin and end, counted from the first byte after the header. */
  begin: number;
  end: number;
}

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
/** What fills the header up. */
const SPACE = 0x20;
const METADATA = '__metadata__';

/**
 * Equal tensors and metadata, in the same order, give equal bytes.
 *
 * @throws RangeError for a tensor that `decodeSafetensors` would not accept
 */
export function encodeSafetensors(
  tensors: readonly NamedArray[],
  metadata?: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  checkTensors(tensors);
  const entries: [string, unknown][] = metadata === undefined ? [] : [[METADATA, metadata]];
  let bytes = 0;
  for (const { name, shape, values } of tensors) {
    const end = bytes + values.byteLength;
    entries.push([name, { dtype: 'F32', shape, data_offsets: [bytes, end] }]);
    bytes = end;
  }
  const header = paddedHeader(entries);
  const file = new Uint8Array(LENGTH_BYTES + header.length + bytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, LENGTH_BYTES);
  let offset = LENGTH_BYTES + header.length;
  for (const { values } of tensors) {
    // The machines that Gatescope runs on are little-endian, so the bytes go as they lie.
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return file;
}

function checkTensors(tensors: readonly NamedArray[]): void {
  const names = new Set<string>();
  for (const { name, shape, values } of tensors) {
    if (names.has(name)) throw new RangeError(`two tensors are named ${shown(name)}`);
    if (name === METADATA) throw new RangeError(`no tensor can be named ${METADATA}`);
    if (!isCounts(shape) || product(shape) !== values.length) {
      throw new RangeError(`${name}: shape [${shape.join(', ')}], but ${values.length} values`);
    }
    const odd = values.findIndex((value) => !Number.isFinite(value));
    if (odd !== -1) throw new RangeError(`${name}: value ${odd} is ${String(values[odd])}`);
    names.add(name);
  }
}

/** Written entry by entry: an object would sort keys that look like whole numbers to the front. */
function paddedHeader(entries: readonly [string, unknown][]): Uint8Array {
  const members = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  const json = new TextEncoder().encode(`{${members.join(',')}}`);
  const header = new Uint8Array(Math.ceil(json.length / ALIGNMENT) * ALIGNMENT).fill(SPACE);
  header.set(json);
  return header;
}

/**
 * The tensors of a file by their names, in the order of their values. It is strict: a file that
 * another reader might understand otherwise is refused, and no more is allocated than the file is
 * long.
 *
 * @throws GatescopeError WEIGHTS_CORRUPT, naming the tensor and what is wrong with it
 */
export function decodeSafetensors(bytes: Uint8Array): Map<string, ShapedArray> {
  const { header, data } = splitFile(bytes);
  const entries = headerEntries(header);
  checkPlaces(entries, data.length);
  return new Map(entries.map((entry) => [entry.name, readTensor(entry, data)]));
}

function splitFile(bytes: Uint8Array): { header: Uint8Array; data: Uint8Array } {
  const room = bytes.length - LENGTH_BYTES;
  if (room < 0) throw corrupt('the file', 'at least 8 bytes', `${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claimed = view.getBigUint64(0, true);
  if (claimed > BigInt(room)) {
    throw corrupt('the header', `at most the ${room} bytes that follow its length`, `${claimed}`);
  }
  const begin = LENGTH_BYTES + Number(claimed);
  return { header: bytes.subarray(LENGTH_BYTES, begin), data: bytes.subarray(begin) };
}

/** The header's tensors in the order of their values. */
function headerEntries(header: Uint8Array): Entry[] {
  const json = parseHeader(header);
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(json)) {
    if (name === METADATA) checkMetadata(value);
    else entries.push(checkEntry(name, value));
  }
  return entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
}

function parseHeader(header: Uint8Array): object {
  let json: string;
  let parsed: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
    parsed = JSON.parse(json);
  } catch (cause) {
    throw corrupt('the header', 'JSON', 'something else', cause);
  }
  if (!isObject(parsed) || !json.startsWith('{')) {
    throw corrupt('the header', 'a JSON object from its first byte on', 'something else');
  }
  const repeated = repeatedKey(json);
  if (repeated !== null) throw corrupt('the header', 'each name once', `${shown(repeated)} twice`);
  return parsed;
}

function checkMetadata(value: unknown): void {
  if (isObject(value) && Object.values(value).every((text) => typeof text === 'string')) return;
  throw corrupt(METADATA, 'an object of texts', shown(value));
}

function checkEntry(name: string, value: unknown): Entry {
  const tensor = `tensor ${shown(name)}`;
  if (!isObject(value)) throw corrupt(tensor, 'an object', shown(value));
  const { dtype, shape, data_offsets: offsets, ...others } = value as Record<string, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) throw corrupt(tensor, 'dtype, shape and data_offsets', shown(other));
  if (dtype !== 'F32') throw corrupt(tensor, 'dtype "F32"', shown(dtype));
  if (!isCounts(shape)) {
    throw corrupt(tensor, 'a shape of whole numbers from 0', shown(JSON.stringify(shape)));
  }
  if (!isCounts(offsets) || offsets.length !== 2) {
    throw corrupt(
      tensor,
      'data_offsets of two whole numbers from 0',
      shown(JSON.stringify(offsets)),
    );
  }
  const [begin = 0, end = 0] = offsets;
  const bytes = product(shape) * Float32Array.BYTES_PER_ELEMENT;
  if (end - begin !== bytes) {
    throw corrupt(tensor, `${bytes} bytes for its shape [${shape.join(', ')}]`, `${end - begin}`);
  }
  return { name, shape, begin, end };
}

/** The tensors must cover the values from first to last byte, with neither gap nor overlap. */
function checkPlaces(entries: readonly Entry[], length: number): void {
  let next = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== next) {
      const fault = begin < next ? 'an overlap with the tensor before it' : 'a gap before it';
      throw corrupt(`tensor ${shown(name)}`, `to begin at byte ${next}`, `${begin}: ${fault}`);
    }
    if (end > length) {
      throw corrupt(`tensor ${shown(name)}`, `to end within ${length} bytes of values`, `${end}`);
    }
    next = end;
  }
  if (next !== length) {
    throw corrupt('the file', `${next} bytes of values for its tensors`, `${length}`);
  }
}

function readTensor({ name, shape, begin, end }: Entry, data: Uint8Array): ShapedArray {
  // A copy, because a Float32Array cannot begin at any byte of another's memory.
  const values = new Float32Array(new Uint8Array(data.subarray(begin, end)).buffer);
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd !== -1) {
    throw corrupt(
      `tensor ${shown(name)}`,
      'finite values',
      `${String(values[odd])} at index ${odd}`,
    );
  }
  return { shape, values };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function corrupt(what: string, expected: string, got: string, cause?: unknown): GatescopeError {
  return new GatescopeError(
    'WEIGHTS_CORRUPT',
    `weights: ${what}: expected ${expected}, got ${got}`,
    {
      cause,
    },
  );
}
