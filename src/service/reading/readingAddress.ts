import { idxLimits } from '../../data/idx.ts';
import { splitNames } from '../../data/split.ts';
import { invalidArgument, misfit, notBoth, shown } from '../../errors.ts';
import { pack, packedOnce, unpack } from '../addresses/packing.ts';
import { missingParameter, type UrlParameters } from '../addresses/urlParameters.ts';
import { packChanges, packImage, unpackChanges, unpackImage } from './changesText.ts';
import type { ImageSource, Part, Reading, Steps, SubjectName } from './reading.ts';

/** No image that can be brought along is larger than a data set's may be. */
const MOST_PIXEL_BYTES = Float32Array.BYTES_PER_ELEMENT * idxLimits.rows * idxLimits.columns;

/**
 * Puts a reading into the parameters of a URL, but for the name of its part, which each kind of address
 * has in a place of its own. What is changed may be long, and so stands last.
 *
 * @param others parameters of this kind of address alone
 */
export function writeReading(
  query: URLSearchParams,
  { subject, image, changes, part }: Reading,
  others: Readonly<Record<string, string>> = {},
): void {
  const set = (parameters: object) => {
    for (const [name, value] of Object.entries(parameters)) query.set(name, `${value}`);
  };
  set(subject ?? {});
  set(imageParameters(image));
  if (part !== null) {
    const { steps, units } = part;
    if (typeof steps === 'number') query.set('t', `${steps}`);
    else if (steps !== null) query.set('steps', `${steps.from}-${steps.to}`);
    if (units !== null) query.set('units', units.join('-'));
  }
  set(others);
  if (changes !== null) query.set('changes', packChanges(changes));
}

function imageParameters(image: ImageSource): object {
  if ('splice' in image) return { splice: packImage(image) };
  if ('drawing' in image) return { drawing: packImage(image) };
  if ('png' in image) return { png: Buffer.from(image.png).toString('base64url') };
  if ('pixels' in image) {
    const { pixels, columns } = image;
    return { pixels: packPixels(pixels), ...(columns !== null && { columns }) };
  }
  const { dataset, ...place } = image;
  return { ...(dataset !== null && { dataset }), ...place };
}

/**
 * The inverse of `writeReading`, for what may come from anyone.
 *
 * @param name of the part; null for a reading of all
 * @throws GatescopeError INVALID_ARGUMENT or INVALID_IMAGE, naming the parameter at fault
 */
export function readReading(query: UrlParameters, name: string): Reading & { part: Part };
export function readReading(query: UrlParameters, name: null): Reading & { part: null };
export function readReading(query: UrlParameters, name: string | null): Reading {
  const subject = readSubject(query);
  const image = readImage(query);
  const changes = query.text('changes');
  return {
    subject,
    image,
    changes: changes === null ? null : unpackChanges(changes),
    part: name === null ? null : readPart(query, name),
  };
}

function readSubject(query: UrlParameters): SubjectName | null {
  const [model, run] = [query.text('model'), query.text('run')];
  const step = query.wholeNumber('step');
  if (run === null) {
    if (step !== null) throw invalidArgument('step', 'nothing without run', step);
    return model === null ? null : { model };
  }
  if (model !== null) throw notBoth('model', 'model', 'run');
  if (step === null) throw missingParameter('step', 'a whole number');
  return { run, step };
}

function readImage(query: UrlParameters): ImageSource {
  const [pixels, png] = [query.text('pixels'), query.text('png')];
  const index = query.wholeNumber('index');
  const packed = (['splice', 'drawing'] as const).find((name) => query.text(name) !== null);
  if (packed !== undefined) {
    const others = {
      drawing: packed === 'drawing' ? null : query.text('drawing'),
      pixels,
      png,
      index,
    };
    for (const [name, value] of Object.entries(others)) {
      if (value !== null) throw notBoth(name, name, packed);
    }
    return unpackImage(query.text(packed) as string, packed);
  }
  if (pixels !== null) {
    if (png !== null) throw notBoth('png', 'png', 'pixels');
    if (index !== null) throw notBoth('index', 'index', 'pixels');
    return { pixels: unpackPixels(pixels), columns: readColumns(query) };
  }
  if (png !== null) {
    if (index !== null) throw notBoth('index', 'index', 'png');
    return { png: new Uint8Array(Buffer.from(png, 'base64url')) };
  }
  if (index === null) throw missingParameter('index', 'a whole number, or pixels instead');
  return {
    dataset: query.text('dataset'),
    split: query.choice('split', splitNames) ?? 'TEST',
    index,
  };
}

function readColumns(query: UrlParameters): number | null {
  const columns = query.wholeNumber('columns');
  if (columns === null || (columns >= 1 && columns <= idxLimits.columns)) return columns;
  throw invalidArgument('columns', `a whole number from 1 to ${idxLimits.columns}`, columns);
}

function readPart(query: UrlParameters, name: string): Part {
  const t = query.wholeNumber('t');
  const range = readSteps(query);
  if (t !== null && range !== null) throw notBoth('t', 't', 'steps');
  return { name, steps: t ?? range, units: query.wholeNumbers('units') };
}

/** @throws GatescopeError INVALID_ARGUMENT, naming `steps` */
function readSteps(query: UrlParameters): Steps | null {
  const steps = query.wholeNumbers('steps', 2);
  return steps && { from: steps[0] as number, to: steps[1] as number };
}

/** Drawings are mostly paper and few shades of grey, so that they pack well. */
const packPixels = packedOnce(({ buffer, byteOffset, byteLength }: Float32Array) =>
  pack(new Uint8Array(buffer, byteOffset, byteLength)),
);

function unpackPixels(text: string): Float32Array {
  const bytes = unpack(text, MOST_PIXEL_BYTES);
  if (bytes !== null && bytes.length % 4 === 0) {
    return new Float32Array(new Uint8Array(bytes).buffer);
  }
  throw misfit('INVALID_IMAGE', 'pixels', 'what the API gave', shown(text));
}
