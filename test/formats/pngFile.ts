import { crc32, deflateSync } from 'node:zlib';

/** The fields of a PNG file's header. */
export interface PngHeader {
  width: number;
  height: number;
  bitDepth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  colorType: number;
  interlaced?: boolean;
}

type Chunk = [type: string, contents: Uint8Array];

/** A PNG file put together by hand: broken in just the way that a test wants. */
export function pngFile(header: PngHeader, data: Uint8Array, before: Chunk[] = []): Buffer {
  return pngOfChunks([headerChunk(header), ...before, ['IDAT', deflateSync(data)]]);
}

export function headerChunk(header: PngHeader): Chunk {
  const contents = Buffer.alloc(13);
  contents.writeUInt32BE(header.width, 0);
  contents.writeUInt32BE(header.height, 4);
  contents.set([header.bitDepth, header.colorType, 0, 0, header.interlaced ? 1 : 0], 8);
  return ['IHDR', contents];
}

export function pngOfChunks(chunks: Chunk[]): Buffer {
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const end: Chunk = ['IEND', Buffer.alloc(0)];
  return Buffer.concat([signature, ...[...chunks, end].map(chunkBytes)]);
}

function chunkBytes([type, contents]: Chunk): Buffer {
  const bytes = Buffer.alloc(contents.length + 12);
  bytes.writeUInt32BE(contents.length);
  bytes.write(type, 4, 'latin1');
  bytes.set(contents, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), contents.length + 8);
  return bytes;
}
