import { z } from 'zod';

import { splitNames } from '../../data/split.ts';
import { misfit, shown } from '../../errors.ts';
import { presetNames } from '../../inspection/presets.ts';
import { pack, packedOnce, unpack } from '../addresses/packing.ts';
import type { Changes, ImageSource } from './reading.ts';
import { requestedChanges, writtenChanges } from './writtenChanges.ts';
import { imageSource, writtenImage } from './writtenImage.ts';

const MOST_BYTES = 2 ** 20;

/** The JSON that is compressed in an address. Addresses are kept: what is read here stays readable. */
const int = z.int32();
const png = z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64'));
const drawingForm = z.strictObject({
  pixels: z.array(z.number()).nullish(),
  columns: int.min(1).nullish(),
  png: png.nullish(),
  invert: z.boolean().nullish(),
  fit: z.boolean().nullish(),
});
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
  png: png.nullish(),
  drawing: drawingForm.nullish(),
});
const waysOf = (image: z.infer<typeof imageForm>) =>
  [image.example, image.pixels, image.png, image.drawing].filter((way) => way != null).length;
const wholeForm = imageForm.refine((image) => waysOf(image) === 1);
const spliceForm = z.strictObject({ top: wholeForm, bottom: wholeForm, atRow: int });
const oneImageForm = imageForm
  .extend({ splice: spliceForm.nullish() })
  .refine((image) => waysOf(image) + (image.splice == null ? 0 : 1) === 1);
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
export const packChanges = packedOnce((changes: Changes) =>
  pack(jsonText(writtenChanges(changes))),
);

/** An image, for a URL: its JSON, compressed. */
export const packImage = packedOnce((image: ImageSource) => pack(jsonText(writtenImage(image))));

/** With PNG files as base64. */
function jsonText(written: object): string {
  return JSON.stringify(written, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

/**
 * The inverse of `packImage`, for what may come from anyone.
 *
 * @throws GatescopeError INVALID_ARGUMENT, naming the parameter, INVALID_IMAGE
 */
export function unpackImage(text: string, parameter: string): ImageSource {
  const json = unpack(text, MOST_BYTES)?.toString() ?? '';
  const read = oneImageForm.safeParse(jsonValue(json));
  if (!read.success) throw misfit('INVALID_ARGUMENT', parameter, 'what the API gave', shown(text));
  return imageSource(read.data, parameter);
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
