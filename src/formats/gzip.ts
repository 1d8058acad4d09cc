import { promisify } from 'node:util';
import { crc32, gunzip, inflateRaw, type InputType, type ZlibOptions } from 'node:zlib';

const gunzipAll = promisify(gunzip);

/** Bits of a header's flags (RFC 1952, section 2.3.1): each tells that a field stands in the header. */
const HAS_CHECKSUM = 0x02;
const HAS_EXTRA = 0x04;
const HAS_NAME = 0x08;
const HAS_COMMENT = 0x10;
const FIXED_HEADER = 10;
const TRAILER = 8;

export function isGzipped(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses gzip data of one member or several. Bytes that follow the first member and are no
 * further member are left out, as gzip itself does.
 *
 * @param mostBytes of what comes out
 * @throws RangeError when more would come out
 * @throws Error for damaged data
 */
export async function decompressGzip(bytes: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  try {
    return plainBytes(await gunzipAll(bytes, { maxOutputLength: mostBytes }));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return firstMember(bytes, mostBytes, error);
  }
}

/** @param damage what to throw when the first member is not whole either */
async function firstMember(
  bytes: Uint8Array,
  mostBytes: number,
  damage: unknown,
): Promise<Uint8Array> {
  const begin = headerLength(bytes);
  const options = { maxOutputLength: mostBytes };
  const member = await inflateWithLength(bytes.subarray(begin), options).catch(() => null);
  if (member === null) throw damage;
  const end = begin + member.length;
  const trailer = Buffer.from(bytes.subarray(end, end + TRAILER));
  if (trailer.length < TRAILER || trailer.readUInt32LE(0) !== crc32(member.contents)) throw damage;
  return plainBytes(member.contents);
}

/** A Buffer is no plain array to those who compare or clone it. */
function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The contents, and how many bytes of the input they took. */
function inflateWithLength(
  input: InputType,
  options: ZlibOptions,
): Promise<{ contents: Uint8Array; length: number }> {
  return new Promise((resolve, reject) => {
    inflateRaw(input, { ...options, info: true }, (error, result) => {
      if (error) return reject(error);
      // With `info` the result is both, which the types of Node leave out.
      const { buffer, engine } = result as unknown as {
        buffer: Buffer;
        engine: { bytesWritten: number };
      };
      resolve({ contents: buffer, length: engine.bytesWritten });
    });
  });
}

function headerLength(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let length = FIXED_HEADER;
  if (flags & HAS_EXTRA) length += 2 + (bytes[length] ?? 0) + 256 * (bytes[length + 1] ?? 0);
  for (const field of [HAS_NAME, HAS_COMMENT]) {
    if (flags & field) length = bytes.indexOf(0, length) + 1 || bytes.length;
  }
  if (flags & HAS_CHECKSUM) length += 2;
  return length;
}
