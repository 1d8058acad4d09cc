/** A number of the page: a true minus sign, and so many digits behind the point. */
export function fixed(value: number, digits = 3): string {
  const text = value.toFixed(digits);
  const isZero = Number(text) === 0;
  return isZero ? (0).toFixed(digits) : text.replace('-', '−');
}

const thousands = new Intl.NumberFormat('en-US');

/** `2,149` */
export function grouped(value: number): string {
  return thousands.format(value).replace('-', '−');
}

/** `97.84`, of a part of 1. */
export function percent(part: number, digits = 2): string {
  return (100 * part).toFixed(digits);
}

/** Short, for axes: `0.5`, `−1`, `1.7`. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}
