import { ticks } from 'd3-array';

const PARTS = 4;

/**
 * Both ends of a range and round numbers between: its quarters where two digits write them, else
 * others.
 */
export function rangeTicks(least: number, most: number): number[] {
  const quarters = Array.from(
    { length: PARTS - 1 },
    (_, n) => least + ((n + 1) / PARTS) * (most - least),
  );
  const between = quarters.every(isShort)
    ? quarters
    : ticks(least, most, PARTS).filter((tick) => least < tick && tick < most);
  return [least, ...between, most];
}

function isShort(value: number): boolean {
  const size = Math.abs(value);
  return Math.abs(size - Number(size.toPrecision(2))) <= size * 1e-9;
}
