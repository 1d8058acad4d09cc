/**
 * The double that prints as the shortest decimal which reads back as the same float32: 0.1 for the
 * float32 nearest to 0.1, where JavaScript itself would print 0.10000000149011612.
 *
 * @param value a float32; what is not finite comes back as it is
 */
export function shortestDecimal(value: number): number {
  const size = Math.abs(value);
  if (!(size >= LEAST && size < MOST)) return outsideTable(value);
  // 10^exponent moves the first significant digit to the sixth place before the point. Fewer digits
  // need no try of their own, since trailing zeros are not printed; nine always suffice.
  let exponent = FEWEST_DIGITS - 1;
  for (let first = size; first < 1; first *= 10) exponent++;
  for (let first = size; first >= 10; first /= 10) exponent--;
  for (let digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++, exponent++) {
    // A whole number below 2^53 divided by an exact power of ten is the double nearest to that
    // decimal, and so prints as it.
    const power = powersOfTen[exponent] as number;
    const decimal = Math.round(size * power) / power;
    if (Math.fround(decimal) === size) return value < 0 ? -decimal : decimal;
  }
  return outsideTable(value);
}

/** Each value's shortest decimal; made for millions of them. */
export function shortestDecimals(values: Float32Array): number[] {
  const decimals = new Array<number>(values.length);
  for (let n = 0; n < values.length; n++) decimals[n] = shortestDecimal(values[n] as number);
  return decimals;
}

const FEWEST_DIGITS = 6;
const MOST_DIGITS = 9;

/** Between these the exponents of `shortestDecimal` stay within the powers that doubles hold exactly. */
const LEAST = 1e-13;
const MOST = 1e5;
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** The same by way of text: for the very small and the large, which are rare. */
function outsideTable(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return Number(value.toPrecision(MOST_DIGITS));
}
