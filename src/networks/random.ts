/**
 * Random numbers without a state to store: each is a function of (seed, purpose, epoch or step,
 * index), so a resumed run is exact and every engine draws the same. The function is Philox4x32-10
 * (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
 */
export const purposes = {
  initialWeights: 1,
  shuffle: 2,
  dropout: 3,
  split: 4,
  scan: 5,
  control: 6,
} as const;
export type Purpose = keyof typeof purposes;

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

type Four = [number, number, number, number];

/** Ten rounds over a counter of four 32-bit words under a key of two; words are unsigned. */
export function philox4x32([c0, c1, c2, c3]: Four, [k0, k1]: [number, number]): Four {
  const words = new Uint32Array(4);
  philox(words, c0, c1, c2, c3, k0, k1);
  return [...words] as Four;
}

/** The same without an array made anew, for those who need many: the answer goes into `words`. */
export function philox(
  words: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/** The upper 32 bits of a product of two words taken as unsigned, by halves of 16 bits. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) | 0;
}

/** Gives the 32-bit word at each index, for one seed, purpose and epoch (or step). */
export function randomWords(seed: number, purpose: Purpose, epoch = 0): (index: number) => number {
  const key: [number, number] = [seed >>> 0, purposes[purpose]];
  let block = -1;
  let words: Four = [0, 0, 0, 0];
  return (index) => {
    if (index >>> 2 !== block) {
      block = index >>> 2;
      words = philox4x32([block, epoch >>> 0, 0, 0], key);
    }
    return words[(index & 3) as 0 | 1 | 2 | 3];
  };
}

/** Uniform in [0, 1) with 32 bits. */
export function randomUniform(
  seed: number,
  purpose: Purpose,
  epoch = 0,
): (index: number) => number {
  const word = randomWords(seed, purpose, epoch);
  return (index) => word(index) / 2 ** 32;
}

/** A permutation of 0 … length - 1 by Fisher and Yates, its own for each epoch. */
export function permutation(
  seed: number,
  epoch: number,
  length: number,
  purpose: Purpose = 'shuffle',
): Int32Array {
  const uniform = randomUniform(seed, purpose, epoch);
  const order = Int32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const chosen = Math.floor(uniform(last) * (last + 1));
    const value = order[chosen] as number;
    order[chosen] = order[last] as number;
    order[last] = value;
  }
  return order;
}
