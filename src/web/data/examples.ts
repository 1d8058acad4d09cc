import { floatsFromBase64 } from '../api/base64.ts';
import { ApiError } from '../api/apiError.ts';
import type { SplitName } from '../state/picture.ts';

/** An image of a data set with its class. */
export interface ShownExample {
  index: number;
  label: number;
  pixels: Float32Array;
}

/** Aliases that a request may have. */
const BATCH = 30;
const MOST_LOOKED_AT = 1500;

interface Answer {
  data?: Record<string, { label: number; pixels?: { base64: string } }>;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/**
 * So many examples from a place on, all or those of one class.
 *
 * @returns fewer where the split ends, or where the class is rare
 */
export async function examplesFrom(
  { dataset, split, total }: { dataset: string; split: SplitName; total: number },
  label: number | null,
  from: number,
  count: number,
): Promise<ShownExample[]> {
  const found: ShownExample[] = [];
  const end = Math.min(total, from + MOST_LOOKED_AT);
  for (let first = from; first < end && found.length < count; first += ROUND * BATCH) {
    const rounds = Array.from({ length: ROUND }, (_, n) => first + n * BATCH).filter(
      (at) => at < end,
    );
    const batches = await Promise.all(
      rounds.map((at) => batchOf(dataset, split, at, Math.min(BATCH, end - at))),
    );
    found.push(...batches.flat().filter((one) => label === null || one.label === label));
  }
  return found.slice(0, count);
}

/** Requests at once. */
const ROUND = 4;

async function batchOf(
  dataset: string,
  split: SplitName,
  first: number,
  count: number,
): Promise<ShownExample[]> {
  const fields = Array.from({ length: count }, (_, n) => {
    const example = `{ dataset: ${JSON.stringify(dataset)}, split: ${split}, index: ${first + n} }`;
    return `i${n}: image(image: { example: ${example} }) { label pixels { base64 } }`;
  });
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `query Gallery { ${fields.join('\n')} }` }),
  }).catch(() => null);
  if (response === null) throw new ApiError('UNREACHABLE', 'The server cannot be reached.');
  const { data, errors } = (await response.json()) as Answer;
  const [error] = errors ?? [];
  if (error !== undefined) throw new ApiError(error.extensions?.code ?? 'INTERNAL', error.message);
  return Array.from({ length: count }, (_, n) => {
    const image = data?.[`i${n}`];
    return {
      index: first + n,
      label: image?.label ?? 0,
      pixels: floatsFromBase64(image?.pixels?.base64 ?? ''),
    };
  });
}
