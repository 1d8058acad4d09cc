/** Digits of ticks, and the decades from which on they are too many. */
const digitsByDecades = [
  { decades: 1, digits: [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9] },
  { decades: 2.5, digits: [1, 1.5, 2, 3, 5, 7] },
  { decades: Infinity, digits: [1, 2, 5] },
] as const;

/**
 * Round numbers on a logarithmic scale, rising: the first is at most `least` and the last at least
 * `most`, so that a scale from one to the other has a tick at both ends.
 *
 * @param least above 0, at most `most`
 */
export function logarithmicTicks(least: number, most: number): number[] {
  const span = Math.log10(most / least);
  const { digits } = digitsByDecades.find(({ decades }) => span < decades) ?? digitsByDecades[2];
  const powers = { first: Math.floor(Math.log10(least)), last: Math.ceil(Math.log10(most)) };
  const all: number[] = [];
  for (let power = powers.first; power <= powers.last; power++) {
    all.push(...digits.map((digit) => Number(`${digit}e${power}`)));
  }
  const first = all.findLastIndex((tick) => tick <= least);
  const last = all.findIndex((tick) => tick >= most);
  return all.slice(Math.max(0, first), last + 1);
}
