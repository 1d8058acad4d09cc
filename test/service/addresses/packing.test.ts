import { deflateRawSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { pack, packedOnce, unpack } from '../../../src/service/addresses/packing.ts';

test('what is packed comes back, in characters that need no escape', () => {
  const bytes = Uint8Array.from({ length: 512 }, (_, n) => (n * n) % 256);
  expect(pack(bytes)).toMatch(/^[\w-]+$/);
  expect(unpack(pack(bytes), 512)).toEqual(Buffer.from(bytes));
  expect(unpack(pack('für × 7'), 512)?.toString()).toBe('für × 7');
});

test('nothing is unpacked from other text, nor more than there may be', () => {
  for (const text of ['', 'AAAA', '%%%']) expect(unpack(text, 512)).toBeNull();
  const zeros = deflateRawSync(Buffer.alloc(513)).toString('base64url');
  expect(unpack(zeros, 512)).toBeNull();
  expect(unpack(zeros, 513)).toHaveLength(513);
});

test('the same object is packed once, another by itself', () => {
  const seen: number[] = [];
  const packer = packedOnce(({ value }: { value: number }) => {
    seen.push(value);
    return `${value}`;
  });
  const [one, two] = [{ value: 1 }, { value: 2 }];
  expect([packer(one), packer(two), packer(one)]).toEqual(['1', '2', '1']);
  expect(seen).toEqual([1, 2]);
});
