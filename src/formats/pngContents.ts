import { inflateSync } from 'node:zlib';

export interface PngSize {
  width: number;
  height: number;
}

export interface PngHeader extends PngSize {
  /** Bits of one pixel. */
  pixelBits: number;
  interlaced: boolean;
}

/** Where the chunks begin: behind the bytes that mark a PNG file. */
const FIRST_CHUNK = 8;

interface Chunk {
  type: string;
  contents: Uint8Array;
  /** Where the next one begins. */
  end: number;
}

/** A pass holds the pixels of columns left + k · columnStep and rows top + k · rowStep. */
interface Pass {
  left: number;
  top: number;
  columnStep: number;
  rowStep: number;
}

const WHOLE_IMAGE: Pass = { left: 0, top: 0, columnStep: 1, rowStep: 1 };
/** Adam7, the one interlacing method of PNG. */
const INTERLACED_PASSES: Pass[] = [
  { left: 0, top: 0, columnStep: 8, rowStep: 8 },
  { left: 4, top: 0, columnStep: 8, rowStep: 8 },
  { left: 0, top: 4, columnStep: 4, rowStep: 8 },
  { left: 2, top: 0, columnStep: 4, rowStep: 4 },
  { left: 0, top: 2, columnStep: 2, rowStep: 4 },
  { left: 1, top: 0, columnStep: 2, rowStep: 2 },
  { left: 0, top: 1, columnStep: 1, rowStep: 2 },
];

/**
 * What the library leaves unchecked: that no second header replaces the one that was looked at, and
 * that the compressed data hold all the pixels and no more.
 *
 * @throws Error
 */
export function checkPngContents(bytes: Uint8Array, header: PngHeader): void {
  const chunks = [...readChunks(bytes)];
  if (chunks.filter(({ type }) => type === 'IHDR').length > 1) throw new Error('a second header');
  const compressed = chunks.filter(({ type }) => type === 'IDAT').map(({ contents }) => contents);
  const length = uncompressedLength(header);
  const data = inflateSync(Buffer.concat(compressed), { maxOutputLength: length });
  if (data.length < length) throw new Error(`${data.length} bytes of pixels instead of ${length}`);
}

/** Each row of each pass is a filter byte and the row's pixels, padded to whole bytes. */
function uncompressedLength({ width, height, pixelBits, interlaced }: PngHeader): number {
  let length = 0;
  for (const pass of interlaced ? INTERLACED_PASSES : [WHOLE_IMAGE]) {
    const columns = Math.ceil((width - pass.left) / pass.columnStep);
    const rows = Math.ceil((height - pass.top) / pass.rowStep);
    if (columns > 0 && rows > 0) length += rows * (1 + Math.ceil((columns * pixelBits) / 8));
  }
  return length;
}

/**
 * The file up to its last chunk: what follows that, as cameras and archives append, is no part of it.
 *
 * @returns all bytes of a file that has no last chunk
 */
export function withoutTail(bytes: Uint8Array): Uint8Array {
  for (const { type, end } of readChunks(bytes)) if (type === 'IEND') return bytes.subarray(0, end);
  return bytes;
}

/** A chunk is the length of its contents, its type, the contents and a checksum. */
function* readChunks(bytes: Uint8Array): Iterable<Chunk> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = FIRST_CHUNK;
  while (offset + 12 <= file.length) {
    const begin = offset + 8;
    const end = begin + file.readUInt32BE(offset);
    const type = file.toString('latin1', offset + 4, begin);
    offset = end + 4;
    yield { type, contents: file.subarray(begin, end), end: offset };
  }
}
