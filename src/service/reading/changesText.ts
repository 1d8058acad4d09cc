import { z } from 'zod';

import { splitNames } from '../../data/split.ts';
import { misfit, shown } from '../../errors.ts';
import { presetNames } from '../../inspection/presets.ts';
import { pack, packedOnce, unpack } from '../addresses/packing.ts';
import type { Changes } from './reading.ts';
import { requestedChanges, writtenChanges } from './writtenChanges.ts';

const MOST_BYTES = 2 ** 20;

/** The JSON that is compressed in an address. Addresses are kept: what is read here stays readable. */
const int = z.int32();
const imageForm = z.strictObject({
  example: z
    .strictObject({
      dataset: z.string().nullish(),
      split: z.enum(splitNames).nullish(),
      index: int,
    })
    .nullish(),
  pixels: z.array(z.number()).nullish(),
  columns: int.min(1).nullish(),
  png: z
    .base64()
    .transform((text): Uint8Array => Buffer.from(text, 'base64'))
    .nullish(),
});
const oneImageForm = imageForm.refine(
  ({ example, pixels, png }) => [example, pixels, png].filter((way) => way != null).length === 1,
);
const interventionForm = z.strictObject({
  activation: z.string(),
  steps: z.strictObject({ from: int.nullish(), to: int.nullish() }).nullish(),
  units: z.array(int).nullish(),
  set: z.number().nullish(),
  scale: z.number().nullish(),
  complementOf: z.string().nullish(),
  fromImage: oneImageForm.nullish(),
});
const changesForm = z.object({
  interventions: z.array(interventionForm).nullish(),
  preset: z.strictObject({ name: z.enum(presetNames), fromStep: int.nullish() }).nullish(),
});

/** What is changed in a trace, for a URL: its JSON, compressed. */
export const packChanges = packedOnce((changes: Changes) => pack(changesText(changes)));

/** The JSON of it, with PNG files as base64. */
function changesText(changes: Changes): string {
  return JSON.stringify(writtenChanges(changes), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

/**
 * The inverse, for what may come from anyone.
 *
 * @returns null where nothing is to be changed
 * @throws GatescopeError INVALID_ARGUMENT, naming `changes` or what is wrong in them, INVALID_IMAGE
 */
export function unpackChanges(text: string): Changes | null {
  const json = unpack(text, MOST_BYTES)?.toString() ?? '';
  const read = changesForm.safeParse(jsonValue(json));
  if (!read.success) throw misfit('INVALID_ARGUMENT', 'changes', 'what the API gave', shown(text));
  return requestedChanges(read.data);
}

/** Null for text that is not JSON. */
function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
