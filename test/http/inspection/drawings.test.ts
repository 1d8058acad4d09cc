import { afterAll, beforeAll, expect, test } from 'vitest';

import { exampleImage } from '../../../src/data/inputImage.ts';
import { pngFile } from '../../formats/pngFile.ts';
import { addModel, startTestService, type TestService } from '../testService.ts';

let service: TestService;
/** The first test image, a 7, grey from 0 to 1. */
let seven: Float32Array;

beforeAll(async () => {
  service = await startTestService();
  await addModel(service, { cell: 'GRU', units: 3 }, { name: 'gru' });
  seven = exampleImage(await service.catalog.load('mnist'), 'TEST', 0, 'index').pixels;
});
afterAll(() => service.close());

const QUERY = `query Read($image: ImageInput!) {
  image(image: $image) { rows columns drawing { inverted box { left top width height } } warnings { code message } binarized { values } }
}`;

interface Answer {
  image: {
    rows: number;
    columns: number;
    drawing: { inverted: boolean; box: object | null } | null;
    warnings: { code: string; message: string }[];
    binarized: { values: number[] };
  };
}

async function read(image: object): Promise<Answer['image']> {
  const { data, errors } = await service.ask<Answer>(QUERY, { image });
  expect(errors).toBeUndefined();
  return data.image;
}

/** The 7 at three times its size in the corner of a sheet, in the colours [grey, alpha] of ink and paper. */
function sheetPng(ink: [number, number], paper: [number, number]): string {
  const [width, height] = [150, 120];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Array.from({ length: width }, (__, x) => {
      const inked = x < 84 && y < 84 && seven[Math.floor(y / 3) * 28 + Math.floor(x / 3)]! > 0.3;
      return inked ? ink : paper;
    });
    return [0, ...row.flat()];
  });
  const header = { width, height, bitDepth: 8, colorType: 4 };
  return pngFile(header, Uint8Array.from(rows.flat())).toString('base64');
}

test.each<[string, [number, number], [number, number], boolean]>([
  ['black on white', [0, 255], [255, 255], true],
  ['white on black', [255, 255], [0, 255], false],
  ['black on nothing', [0, 255], [0, 0], true],
  ['white on nothing', [255, 255], [0, 0], false],
  ['grey on greyish paper', [40, 255], [190, 255], true],
])('a drawing, %s, is read as the digit that it shows', async (_, ink, paper, inverted) => {
  const image = await read({ drawing: { png: sheetPng(ink, paper) } });

  expect(image).toMatchObject({ rows: 28, columns: 28, warnings: [] });
  expect(image.drawing?.inverted).toBe(inverted);
  const differing = image.binarized.values.filter((value, k) => value !== Number(seven[k]! > 0.3));
  expect(differing.length).toBeLessThan(60);
});

test('what is asked to be done is done', async () => {
  const png = sheetPng([0, 255], [255, 255]);
  expect((await read({ drawing: { png, invert: false } })).drawing?.inverted).toBe(false);
  const pixels = Array.from(seven, (value) => 1 - value);
  const asItIs = await read({ drawing: { pixels, fit: false } });
  expect(asItIs.drawing).toEqual({ inverted: true, box: null });
  expect(asItIs.binarized.values).toEqual(Array.from(seven, (value) => Number(value > 0.1)));
});

test('a trace of a drawing has an address, that of what was read', async () => {
  const { data } = await service.ask<{
    trace: { image: { pixels: { values: number[]; npyUrl: string } } };
  }>(
    `query Trace($image: ImageInput!) {
      trace(image: $image, model: "gru") { image { pixels { values npyUrl } } }
    }`,
    { image: { drawing: { png: sheetPng([0, 255], [255, 255]) } } },
  );
  const { values, npyUrl } = data.trace.image.pixels;
  const bytes = Buffer.from(await (await service.get(npyUrl)).arrayBuffer());
  const numbers = new Float32Array(new Uint8Array(bytes.subarray(-4 * 784)).buffer);
  expect([...numbers]).toEqual(values.map(Math.fround));
});

test.each([
  ['EMPTY', new Array<number>(784).fill(0), 'no pixel is above 0.1'],
  ['MOSTLY_INK', new Array<number>(784).fill(0.9), 'with invert: true where the ink is dark'],
])('%s images carry a warning', async (code, pixels, message) => {
  const { warnings } = await read({ pixels });

  expect(warnings).toEqual([{ code, message: expect.stringContaining(message) as string }]);
});

test.each([
  [{ fit: true }, 'image.drawing: expected either pixels or png, got neither'],
  [{ pixels: [0], png: 'AAAA' }, 'image.drawing: expected either pixels or png, got both'],
  [
    { png: 'AAAA', columns: 3 },
    'image.drawing.columns: expected nothing, as a png has its own width, got 3',
  ],
  [{ png: 'AAAA' }, 'image.drawing.png: expected a PNG file, got something else'],
  [
    { pixels: [0, 0, 0], columns: 2 },
    'image.drawing.pixels: expected k·2 numbers for the first k rows (k from 1 to 1024), got 3',
  ],
  [
    { pixels: [0, 0, 0, 0], columns: 2, fit: false },
    'image.drawing.pixels: expected an image 28 pixels wide and 1 to 28 high, got 2 × 2',
  ],
])('%j is refused', async (drawing, message) => {
  expect(await service.askInVain(QUERY, { image: { drawing } })).toEqual([
    'INVALID_IMAGE',
    message,
  ]);
});

test('drawings have a price, so that a request has few of them', async () => {
  const image = { drawing: { pixels: [0], columns: 1 } };
  const many = Array.from({ length: 40 }, (_, n) => `i${n}: image(image: $image) { rows }`);
  const query = `query Many($image: ImageInput!) { ${many.join(' ')} }`;

  const [code] = await service.askInVain(query, { image });

  expect(code).toBe('QUERY_TOO_LARGE');
});
