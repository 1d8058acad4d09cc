import type { GraphQLSchema } from 'graphql';

import { idxLimits } from '../../data/idx.ts';
import type { InputImage } from '../../data/inputImage.ts';
import { splitNames, type SplitName } from '../../data/split.ts';
import { invalidArgument, misfit, shown } from '../../errors.ts';
import { toGlobalId } from '../records/globalId.ts';
import type { ImageTrace } from './imageTrace.ts';
import type { ChangesInput } from './traceChanges.ts';
import type { TraceSubject } from './traceSubject.ts';
import { packChanges, unpackChanges } from './changesAddress.ts';
import { pack, packedOnce, unpack } from '../addresses/packing.ts';
import { missingParameter, type UrlParameters } from '../addresses/urlParameters.ts';

/** Everything that determines a trace, as it stands in a URL. */
export interface TraceAddress {
  /** What reads the image; null for an image alone. */
  subject: SubjectAddress | null;
  image: ExampleAddress | DrawnImage;
  /** What is done to the network on the way. */
  changes: ChangesInput | null;
}

/** Slug of a model, or global id of a run and the step of a snapshot. */
export type SubjectAddress = { model: string } | { run: string; step: number };

export interface ExampleAddress {
  dataset: string;
  split: SplitName;
  index: number;
}

/** An image brought along: it travels in the URL. */
export interface DrawnImage {
  /** Grey from 0 to 1, row-major. */
  pixels: Float32Array;
  columns: number;
}

/** No image that can be brought along is larger than a data set's may be. */
const MOST_PIXEL_BYTES = Float32Array.BYTES_PER_ELEMENT * idxLimits.rows * idxLimits.columns;

export function traceAddress({ subject, image, changes }: ImageTrace): TraceAddress {
  return {
    subject: subjectAddress(subject),
    image: imageAddress(image),
    changes: changes?.input ?? null,
  };
}

export function imageAddress(image: InputImage): ExampleAddress | DrawnImage {
  const { example, pixels, columns } = image;
  if (example === null) return { pixels, columns };
  return { dataset: example.dataset, split: example.split, index: example.index };
}

function subjectAddress({ source }: TraceSubject): SubjectAddress {
  if ('model' in source) return { model: source.model.slug };
  const { run, step } = source.snapshot;
  return { run: toGlobalId('Run', run.id), step };
}

/** Puts network and image into the parameters of a URL. */
export function writeReading(query: URLSearchParams, { subject, image }: TraceAddress): void {
  for (const [part, value] of Object.entries(subject ?? {})) query.set(part, `${value}`);
  if ('pixels' in image) {
    query.set('pixels', packPixels(image.pixels));
    query.set('columns', `${image.columns}`);
  } else {
    query.set('dataset', image.dataset);
    query.set('split', image.split);
    query.set('index', `${image.index}`);
  }
}

/** Puts what is changed there, which is long and so stands last. */
export function writeChanges(query: URLSearchParams, { changes }: TraceAddress): void {
  if (changes !== null) query.set('changes', packChanges(changes));
}

/** @throws GatescopeError INVALID_ARGUMENT or INVALID_IMAGE, naming the parameter at fault */
export function readTrace(query: UrlParameters, schema: GraphQLSchema): TraceAddress {
  const changes = query.text('changes');
  return {
    subject: readSubject(query),
    image: readAddressedImage(query),
    changes: changes === null ? null : unpackChanges(changes, schema),
  };
}

function readSubject(query: UrlParameters): SubjectAddress | null {
  const [model, run] = [query.text('model'), query.text('run')];
  const step = query.wholeNumber('step');
  if (run === null) {
    if (step !== null) throw invalidArgument('step', 'nothing without run', step);
    return model === null ? null : { model };
  }
  if (model !== null) throw invalidArgument('model', 'nothing beside run', model);
  if (step === null) throw missingParameter('step', 'a whole number');
  return { run, step };
}

function readAddressedImage(query: UrlParameters): ExampleAddress | DrawnImage {
  const pixels = query.text('pixels');
  const index = query.wholeNumber('index');
  if (pixels !== null) {
    if (index !== null) throw invalidArgument('index', 'nothing beside pixels', index);
    const columns = query.wholeNumber('columns');
    if (columns === null) throw missingParameter('columns', 'a whole number');
    if (columns < 1 || columns > idxLimits.columns) {
      throw invalidArgument('columns', `a whole number from 1 to ${idxLimits.columns}`, columns);
    }
    return { pixels: unpackPixels(pixels), columns };
  }
  if (index === null) throw missingParameter('index', 'a whole number, or pixels instead');
  const split = query.choice('split', splitNames) ?? 'TEST';
  const dataset = query.text('dataset');
  if (dataset === null) throw missingParameter('dataset', 'the name of a data set');
  return { dataset, split, index };
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
