import { deflateRawSync, inflateRawSync } from 'node:zlib';

import type { GraphQLSchema } from 'graphql';

import type { InputImage } from '../../data/inputImage.ts';
import { splitNames, type SplitName } from '../../data/split.ts';
import { invalidArgument, misfit, shown, type GatescopeError } from '../../errors.ts';
import { toGlobalId } from '../../schema/globalId.ts';
import { packChanges, unpackChanges } from './changesAddress.ts';
import type { ChangesInput } from '../traces/traceChanges.ts';
import type { TraceSubject } from '../traces/traceSubject.ts';

/** Everything that determines a tensor, as it stands in the URL of its .npy file. */
export interface TensorAddress {
  /** `image.pixels`, `image.binarized` or the name of an activation. */
  name: string;
  /** What reads the image; null for an image alone. */
  subject: SubjectAddress | null;
  image: ExampleAddress | DrawnImage;
  /** One step, which has no axis then, a range of steps, or null for all. */
  steps: number | { from: number; to: number } | null;
  units: readonly number[] | null;
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

/** Well under the 16 KiB that Node accepts for a request line and its headers together. */
const LONGEST_URL = 12_000;
/** A million pixels are more than any image that can be brought along has. */
const MOST_PIXEL_BYTES = 4 * 2 ** 20;

/** Null when an image, what is changed or a list of units is too large for a URL. */
export function tensorUrl(address: TensorAddress): string | null {
  const { name, subject, image, steps, units, changes } = address;
  const query = new URLSearchParams();
  for (const [part, value] of Object.entries(subject ?? {})) query.set(part, `${value}`);
  if ('pixels' in image) {
    query.set('pixels', packed(image.pixels));
    query.set('columns', `${image.columns}`);
  } else {
    query.set('dataset', image.dataset);
    query.set('split', image.split);
    query.set('index', `${image.index}`);
  }
  if (typeof steps === 'number') query.set('t', `${steps}`);
  else if (steps !== null) query.set('steps', `${steps.from}-${steps.to}`);
  if (units !== null) query.set('units', units.join('-'));
  if (changes !== null) query.set('changes', packChanges(changes));
  const url = `/tensors/${name}.npy?${query}`;
  return url.length <= LONGEST_URL ? url : null;
}

/**
 * @param name what stands between `/tensors/` and `.npy`
 * @throws GatescopeError INVALID_ARGUMENT or INVALID_IMAGE, naming the parameter at fault
 */
export function parseTensorUrl(
  name: string,
  search: URLSearchParams,
  schema: GraphQLSchema,
): TensorAddress {
  const query = new Parameters(search);
  const changes = query.get('changes');
  const t = wholeNumbers('t', query.get('t'), 1);
  const steps = wholeNumbers('steps', query.get('steps'), 2);
  if (t !== null && steps !== null) throw invalidArgument('t', 'nothing beside steps', t[0]);
  const address: TensorAddress = {
    name,
    subject: parseSubject(query),
    image: parseImage(query),
    steps: t?.[0] ?? (steps && { from: steps[0] as number, to: steps[1] as number }),
    units: wholeNumbers('units', query.get('units')),
    changes: changes === null ? null : unpackChanges(changes, schema),
  };
  query.checkAllRead();
  return address;
}

/** The parameters of a URL: each at most once, and none that nobody reads. */
class Parameters {
  readonly #values = new Map<string, string>();
  readonly #read = new Set<string>();

  /** @throws GatescopeError INVALID_ARGUMENT, naming a parameter that is repeated */
  constructor(search: URLSearchParams) {
    for (const [name, value] of search) {
      if (this.#values.has(name)) {
        throw misfit('INVALID_ARGUMENT', brief(name), 'it at most once', 'it again');
      }
      this.#values.set(name, value);
    }
  }

  get(name: string): string | null {
    this.#read.add(name);
    return this.#values.get(name) ?? null;
  }

  /** @throws GatescopeError INVALID_ARGUMENT, naming a parameter that has no meaning here */
  checkAllRead(): void {
    for (const [name, value] of this.#values) {
      if (!this.#read.has(name)) {
        throw invalidArgument(brief(name), 'no such parameter here', value);
      }
    }
  }
}

/** A name that may be anything. */
function brief(name: string): string {
  return name.slice(0, 40);
}

export function subjectAddress({ source }: TraceSubject): SubjectAddress {
  if ('model' in source) return { model: source.model.slug };
  const { run, step } = source.snapshot;
  return { run: toGlobalId('Run', run.id), step };
}

export function imageAddress(image: InputImage): ExampleAddress | DrawnImage {
  const { example, pixels, columns } = image;
  if (example === null) return { pixels, columns };
  return { dataset: example.dataset, split: example.split, index: example.index };
}

function parseSubject(query: Parameters): SubjectAddress | null {
  const [model, run] = [query.get('model'), query.get('run')];
  const step = wholeNumbers('step', query.get('step'), 1);
  if (run === null) {
    if (step !== null) throw invalidArgument('step', 'nothing without run', step[0]);
    return model === null ? null : { model };
  }
  if (model !== null) throw invalidArgument('model', 'nothing beside run', model);
  if (step === null) throw missing('step', 'a whole number');
  return { run, step: step[0] as number };
}

function parseImage(query: Parameters): ExampleAddress | DrawnImage {
  const pixels = query.get('pixels');
  const index = wholeNumbers('index', query.get('index'), 1);
  if (pixels !== null) {
    if (index !== null) throw invalidArgument('index', 'nothing beside pixels', index[0]);
    const columns = wholeNumbers('columns', query.get('columns'), 1);
    if (columns === null) throw missing('columns', 'a whole number');
    if (columns[0] === 0) throw invalidArgument('columns', 'at least 1', 0);
    return { pixels: unpacked(pixels), columns: columns[0] as number };
  }
  if (index === null) throw missing('index', 'a whole number, or pixels instead');
  const split = query.get('split') ?? 'TEST';
  const known = splitNames.find((splitName) => splitName === split);
  if (known === undefined) throw invalidArgument('split', `one of ${splitNames.join(', ')}`, split);
  const dataset = query.get('dataset');
  if (dataset === null) throw missing('dataset', 'the name of a data set');
  return { dataset, split: known, index: index[0] as number };
}

function missing(parameter: string, expected: string): GatescopeError {
  return misfit('INVALID_ARGUMENT', parameter, expected, 'none');
}

/** Whole numbers from 0 with hyphens between, which need no escape in a URL. */
function wholeNumbers(parameter: string, text: string | null, count?: number): number[] | null {
  if (text === null) return null;
  const numbers = text.split('-').map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : NaN));
  if (!numbers.includes(NaN) && (count === undefined || numbers.length === count)) return numbers;
  const expected = count === 1 ? 'a whole number' : `${count ?? ''} whole numbers such as 0-28`;
  throw invalidArgument(parameter, expected.trim(), text);
}

/** Drawings are mostly paper and few shades of grey, so that deflate shrinks them well. */
function packed(pixels: Float32Array): string {
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return deflateRawSync(bytes, { level: 9 }).toString('base64url');
}

function unpacked(text: string): Float32Array {
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64url'), {
      maxOutputLength: MOST_PIXEL_BYTES,
    });
    if (bytes.length % 4 === 0) return new Float32Array(new Uint8Array(bytes).buffer);
  } catch {
    // Not what `packed` gives; said below.
  }
  throw misfit('INVALID_IMAGE', 'pixels', 'what npyUrl gave', shown(text));
}
