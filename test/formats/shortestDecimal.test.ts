import { expect, test } from 'vitest';

import {
  shortestDecimal,
  shortestDecimals,
  shortestDecimalsText,
} from '../../src/formats/shortestDecimal.ts';

/** The same by trying every length, which is slow. */
function byTrial(value: number): number {
  for (let digits = 1; ; digits++) {
    const decimal = Number(value.toPrecision(digits));
    if (Math.fround(decimal) === value) return decimal;
  }
}

/** Float32 values of every kind: bit patterns at even distances, and neighbours of powers of two. */
function samples(): Float32Array {
  const bits: number[] = [];
  for (let pattern = 1; pattern < 2 ** 32; pattern += 65_521) bits.push(pattern);
  for (let exponent = 0; exponent < 255; exponent++) {
    const power = exponent << 23;
    bits.push(power, power + 1, power + 2, (power | 0x7fffff) >>> 0);
  }
  return new Float32Array(new Uint32Array(bits).buffer).filter(Number.isFinite);
}

test.each([
  [0.1, '0.1'],
  [-0.1, '-0.1'],
  [1 / 3, '0.33333334'],
  [0.5, '0.5'],
  [1, '1'],
  [16_777_216, '16777216'],
  [1e-7, '1e-7'],
  [3.4028234663852886e38, '3.4028235e+38'],
  [1.401298464324817e-45, '1e-45'],
  [0, '0'],
])('%f prints as %s', (value, printed) => {
  expect(String(shortestDecimal(Math.fround(value)))).toBe(printed);
});

test('every float32 reads back, and none has a shorter decimal', () => {
  const values = samples();
  expect(values.length).toBeGreaterThan(60_000);
  expect([...values].filter((value) => shortestDecimal(value) !== byTrial(value))).toEqual([]);
});

test('what is not finite stays so', () => {
  expect(shortestDecimals(Float32Array.of(NaN, Infinity, -Infinity))).toEqual([
    NaN,
    Infinity,
    -Infinity,
  ]);
});

test('the text of a list is what JSON.stringify makes of its decimals', () => {
  const values = samples();
  expect(`[${shortestDecimalsText(values)}]`).toBe(JSON.stringify(shortestDecimals(values)));
  expect(shortestDecimalsText(Float32Array.of(-0, 1e-6, -9.5e-7, 99_999.99, 50_000, -12.5))).toBe(
    '0,0.000001,-9.5e-7,99999.99,50000,-12.5',
  );
  expect(shortestDecimalsText(new Float32Array())).toBe('');
});

test('the text has room for the longest there are', () => {
  for (const longest of [-1.2345678e20, -1.2345678e-6, -1.2345678e-38, -1.2345678e38]) {
    const values = new Float32Array(10_000).fill(longest);
    expect(JSON.parse(`[${shortestDecimalsText(values)}]`)).toEqual(shortestDecimals(values));
  }
});
