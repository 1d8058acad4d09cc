import { expect, test } from 'vitest';

import { ConcurrencyLimit } from '../../../src/service/limits/concurrencyLimit.ts';
import { drawingLimits, Drawings } from '../../../src/service/limits/drawings.ts';

function newDrawings(limit = new ConcurrencyLimit('pictures', 1, 8)): Drawings {
  return new Drawings(limit, {});
}

const nothing = () => Promise.resolve();

test('PNGs and figures of a request share its pixels, and no more', async () => {
  const drawings = newDrawings();
  await drawings.png('scale', drawingLimits.request - 2, nothing);
  await drawings.svg('figure', 2, () => '');
  expect(() => drawings.png('scale', 1, nothing)).toThrow(
    expect.objectContaining({
      code: 'QUERY_TOO_LARGE',
      argument: 'scale',
      message:
        'scale: expected at most 16777216 pixels of pictures in a request, got 16777217 or more',
    }) as Error,
  );
  await newDrawings().png('scale', 1, nothing);
});

test('a figure has a largest size of its own', () => {
  expect(() => newDrawings().svg('figure', drawingLimits.cells + 1, () => '')).toThrow(
    'figure: expected at most 1000000 cells in a figure, got 1000001',
  );
});

test('one picture is made at a time, whichever request it is for', async () => {
  const limit = new ConcurrencyLimit('pictures', 1, 8);
  let making = 0;
  const most: number[] = [];
  const make = async () => {
    most.push(++making);
    await new Promise(setImmediate);
    making--;
  };
  const [one, other] = [newDrawings(limit), newDrawings(limit)];
  await Promise.all([one, other, one].map((drawings) => drawings.png('scale', 1, make)));
  expect(most).toEqual([1, 1, 1]);
});
