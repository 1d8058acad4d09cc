import { randomBytes } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LARGEST_COUNT = 0xfff;

let lastMilliseconds = 0;
let count = 0;

/**
 * A new UUID of version 7 and the time that is in it. Those of one process are in the order in which
 * they were made, whatever the clock does; those of several processes as their clocks say.
 */
export function newRecordId(): { id: string; createdAt: Date } {
  const now = Math.max(Date.now(), lastMilliseconds);
  count = now === lastMilliseconds ? count + 1 : 0;
  lastMilliseconds = count > LARGEST_COUNT ? now + 1 : now;
  if (count > LARGEST_COUNT) count = 0;

  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMilliseconds, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return { id: [...parts, hex.slice(20)].join('-'), createdAt: new Date(lastMilliseconds) };
}

/** Whether a text has the form of a record's id; Postgres would refuse any other. */
export function isRecordId(text: string): boolean {
  return UUID.test(text);
}
