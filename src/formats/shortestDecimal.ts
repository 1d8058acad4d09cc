/**
 * The double that prints as the shortest decimal which reads back as the same float32: 0.1 for the
 * float32 nearest to 0.1, where JavaScript itself would print 0.10000000149011612.
 *
 * @param value a float32; what is not finite comes back as it is
 */
export function shortestDecimal(value: number): number {
  const size = Math.abs(value);
  if (!(size >= LEAST && size < MOST)) return outsideTable(value);
  const decimal = shortestDigits(size) / (powersOfTen[places] as number);
  return value < 0 ? -decimal : decimal;
}

/** Each value's shortest decimal. */
export function shortestDecimals(values: Float32Array): number[] {
  const decimals = new Array<number>(values.length);
  for (let n = 0; n < values.length; n++) decimals[n] = shortestDecimal(values[n] as number);
  return decimals;
}

/**
 * The same as text, as JSON has them in a list but without its brackets: `0.1,-0.33333334,1e-7`. For
 * thousands of numbers it takes half the time that the doubles and JSON.stringify take.
 *
 * @param values finite ones
 */
export function shortestDecimalsText(values: Float32Array): string {
  const pieces: string[] = [];
  for (let first = 0; first < values.length; first += AT_ONCE) {
    pieces.push(pieceText(values.subarray(first, first + AT_ONCE)));
  }
  return pieces.join();
}

function pieceText(values: Float32Array): string {
  let end = 0;
  for (let n = 0; n < values.length; n++) {
    const value = values[n] as number;
    if (n > 0) bytes[end++] = COMMA;
    const size = Math.abs(value);
    if (size >= LEAST_WITHOUT_EXPONENT && size < MOST) {
      if (value < 0) bytes[end++] = MINUS;
      end = writeDecimal(end, shortestDigits(size), places);
    } else {
      end += bytes.write(String(shortestDecimal(value)), end, 'latin1');
    }
  }
  return bytes.toString('latin1', 0, end);
}

/** Tried first: most float32 need eight digits or seven. */
const USUAL_DIGITS = 7;
const MOST_DIGITS = 9;

/** Between these the exponents of `shortestDigits` stay within the powers that doubles hold exactly. */
const LEAST = 1e-13;
const MOST = 1e5;
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** JavaScript prints what is smaller as 9e-7. */
const LEAST_WITHOUT_EXPONENT = 1e-6;
/** Of a decimal and a comma: JavaScript prints `-123456780000000000000` before it turns to exponents. */
const MOST_BYTES = 23;
const AT_ONCE = 4096;
/** Where text is put together: a new one for each list would cost more than the writing. */
const bytes = Buffer.alloc(AT_ONCE * MOST_BYTES);
const [COMMA, MINUS, POINT, ZERO] = [',', '-', '.', '0'].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];

/** How many of the digits that `shortestDigits` found last stand behind the point: its second result. */
let places = 0;

/**
 * The digits of the shortest decimal as a whole number, perhaps with zeros at the end. A whole number
 * below 2^53 divided by an exact power of ten is the double nearest to that decimal, and so prints as
 * it. Fewer than six digits need no try of their own, as zeros at the end are not printed. Where more
 * digits do not give the number back, fewer do not either.
 *
 * @param size from LEAST to below MOST
 */
function shortestDigits(size: number): number {
  places = USUAL_DIGITS - 1;
  for (let first = size; first < 1; first *= 10) places++;
  for (let first = size; first >= 10; first /= 10) places--;
  const digits = digitsWith(places, size);
  if (digits !== NONE) {
    const fewer = digitsWith(places - 1, size);
    if (fewer === NONE) return digits;
    places--;
    return fewer;
  }
  places++;
  const more = digitsWith(places, size);
  if (more !== NONE) return more;
  // Nine digits always suffice.
  places += MOST_DIGITS - USUAL_DIGITS - 1;
  return Math.round(size * (powersOfTen[places] as number));
}

/** Digits are positive; null in place of a number costs as much as finding it. */
const NONE = 0;

/** NONE where so many places do not give the same float32 back. */
function digitsWith(count: number, size: number): number {
  const power = powersOfTen[count] as number;
  const digits = Math.round(size * power);
  return Math.fround(digits / power) === size ? digits : NONE;
}

/**
 * @param digits positive, below 2^31
 * @param behind how many of them stand behind the point
 * @returns where it ends
 */
function writeDecimal(start: number, digits: number, behind: number): number {
  // As a 32-bit integer: the remainder of a double takes many times as long.
  let left = digits | 0;
  while (behind > 0 && left % 10 === 0) {
    left = (left / 10) | 0;
    behind--;
  }
  const power = powersOfTen[behind] as number;
  const whole = (left / power) | 0;
  const point = writeWhole(start, whole);
  if (behind === 0) return point;
  bytes[point] = POINT;
  return writeDigits(point + 1, left - whole * power, behind);
}

function writeWhole(start: number, whole: number): number {
  if (whole >= 10) return writeDigits(start, whole, digitsOf(whole));
  bytes[start] = ZERO + whole;
  return start + 1;
}

/** The two digits of each number below 100, one after the other. */
const pairs = Buffer.from(
  Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0')).join(''),
);

/** A whole number below 2^31 in as many digits, with zeros before it where it has fewer. */
function writeDigits(start: number, whole: number, count: number): number {
  let left = whole | 0;
  let at = start + count - 2;
  for (; at >= start; at -= 2) {
    const rest = (left / 100) | 0;
    const pair = 2 * (left - rest * 100);
    bytes[at] = pairs[pair] as number;
    bytes[at + 1] = pairs[pair + 1] as number;
    left = rest;
  }
  if (at + 1 === start) bytes[start] = ZERO + (left % 10);
  return start + count;
}

function digitsOf(whole: number): number {
  let count = 1;
  for (let left = whole; left >= 10; left /= 10) count++;
  return count;
}

/** The same by way of text: for the very small and the large, which are rare. */
function outsideTable(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
  return Number(value.toPrecision(MOST_DIGITS));
}
