import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflate } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What PNG calls 8 bits each of red, green and blue, and of these and alpha. */
const COLOUR_TYPES = { 3: 2, 4: 6 } as const;
/** Bytes handed to the compressor at a time: a millisecond's work. */
const BLOCK_BYTES = 2 ** 18;

export interface PixelRows {
  width: number;
  height: number;
  /** Samples of a pixel: red, green and blue, or these and alpha. */
  channels: 3 | 4;
  /** From the top, each of width · channels bytes; a row may be the same array as the one before. */
  rows: Iterable<Uint8Array>;
}

/**
 * A PNG, made row by row and compressed outside the event loop, which a large picture would hold for
 * too long. Rows are stored without a filter: figures are flat, and choosing one takes longer.
 */
export async function packPng(picture: PixelRows): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, channels } = picture;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOUR_TYPES[channels]], 8);
  const pixels = await pipeline(blocks(picture), createDeflate(), buffer);
  const parts = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([SIGNATURE, ...parts]));
}

/** Rows, each after the number of its filter, which is 0 for none. */
function* blocks({ width, height, channels, rows }: PixelRows): Generator<Uint8Array> {
  const stride = 1 + width * channels;
  const most = Math.max(1, Math.floor(BLOCK_BYTES / stride));
  let left = height;
  let block = new Uint8Array(stride * Math.min(most, left));
  let filled = 0;
  for (const row of rows) {
    block.set(row, filled + 1);
    filled += stride;
    left--;
    if (filled < block.length) continue;
    yield block;
    block = new Uint8Array(stride * Math.min(most, left));
    filled = 0;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  whole.set(data, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8);
  return whole;
}
