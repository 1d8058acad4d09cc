import { permutation } from '../random.ts';

/**
 * How an image becomes a sequence:
 * - `ROWS`: a row a step.
 * - `PIXELS`: a pixel a step, row by row.
 * - `PERMUTED_PIXELS`: a pixel a step, in a permutation that the seed gives, the same for all images.
 */
export type Scan =
  | { order: 'ROWS' }
  | { order: 'PIXELS' }
  | { order: 'PERMUTED_PIXELS'; seed: number };

export type ScanOrder = Scan['order'];

/** The length and width of the sequence that an image becomes. */
export interface SequenceSize {
  steps: number;
  width: number;
}

/** One way to scan: the size of the sequence, and where each of its values stands in the image. */
interface Scanning<S extends Scan> {
  size(rows: number, columns: number): SequenceSize;
  /** Null where they stand as they are read. */
  places(scan: S, pixels: number): Int32Array | null;
}

const onePixelAStep = (rows: number, columns: number) => ({ steps: rows * columns, width: 1 });

const scans: {
  readonly [Order in ScanOrder]: Scanning<Extract<Scan, { order: Order }>>;
} = {
  ROWS: { size: (rows, columns) => ({ steps: rows, width: columns }), places: () => null },
  PIXELS: { size: onePixelAStep, places: () => null },
  PERMUTED_PIXELS: {
    size: onePixelAStep,
    places: ({ seed }, pixels) => permutation(seed, 0, pixels, 'scan'),
  },
};

export const scanOrders = Object.keys(scans) as ScanOrder[];

/** Of an image of so many rows and columns. */
export function sequenceSize({ order }: Scan, rows: number, columns: number): SequenceSize {
  return scans[order].size(rows, columns);
}

/**
 * Images in the order of their sequences.
 *
 * @param images one after another
 * @param pixels how many each has
 * @returns the same array where the order is the same, else a copy
 */
export function inScanOrder<T extends Uint8Array | Float32Array>(
  images: T,
  scan: Scan,
  pixels: number,
): T {
  const places = (scans[scan.order] as Scanning<Scan>).places(scan, pixels);
  if (places === null) return images;
  const scanned = images.slice() as T;
  for (let first = 0; first < images.length; first += pixels) {
    for (let n = 0; n < pixels; n++) {
      scanned[first + n] = images[first + (places[n] as number)] as number;
    }
  }
  return scanned;
}
