import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { pictureUrl } from '../../../src/service/pictures/pictureAddress.ts';
import { tensorUrl } from '../../../src/service/tensors/tensorAddress.ts';
import type { Reading } from '../../../src/service/reading/reading.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import {
  addModel,
  revalidation,
  startTestService,
  type AnsweredError,
  type TestService,
} from '../testService.ts';

let service: TestService;
/** Global id of the run that made the model. */
let run: string;
beforeAll(async () => {
  service = await startTestService();
  const curvePoints = [0, 50, 100].map((step) => ({
    ...{ step, split: 'TEST' as const, crossEntropy: 1 / (step + 1), accuracy: step / 200 },
  }));
  const choices = { cell: 'LSTM', units: 6, layers: 2 } as const;
  const { runId } = await addModel(service, choices, { name: 'stacked', curvePoints });
  run = toGlobalId('Run', runId ?? '');
});
afterAll(() => service.close());

interface PictureAnswer {
  svg: string;
  png: string;
  svgUrl: string;
  pngUrl: string;
}

const forms = 'svg png(scale: 1.5) svgUrl: url pngUrl: url(format: PNG, scale: 1.5)';
const seven = 'image: { example: { index: 0 } }, model: "stacked"';
const drawing = { pixels: Array.from({ length: 784 }, (_, n) => (n % 9) / 8) };
const clamp = `interventions: [
  { activation: "layers.1.forgetGate", set: 1 }
  { activation: "layers.0.candidate", fromImage: { example: { index: 3 } } }
]`;

/** The picture at the end of the only path of an answer. */
function onlyPicture(answer: unknown): PictureAnswer {
  let found = answer;
  while (!Object.hasOwn(found as object, 'svg')) {
    const [value] = Object.values(found as object) as unknown[];
    found = value;
  }
  return found as PictureAnswer;
}

describe('url leads to the same picture as a file:', () => {
  test.each([
    ['of a trace', `trace(${seven}) { figure { ${forms} } }`],
    ['of a drawing', `trace(image: $drawing, model: "stacked") { figure { ${forms} } }`],
    ['with interventions', `trace(${seven}, ${clamp}) { figure { ${forms} } }`],
    [
      'with a preset',
      `trace(${seven}, preset: { name: HOLD_STATE, fromStep: 9 }) { predictionsFigure { ${forms} } }`,
    ],
    ['of a unit', `trace(${seven}) { unitFigure(layer: 1, unit: 5) { ${forms} } }`],
    [
      'of a difference',
      `trace(${seven}, ${clamp}) {
        differenceFigure(name: "layers.1.cellState", steps: { from: 2 }, units: [3, 1]) { ${forms} }
      }`,
    ],
    [
      'of the ends of a tensor',
      `hiddenStates(${seven}, layer: 1, units: [4, 2]) { heatMap(ends: true) { ${forms} } }`,
    ],
    ['of a step', `gates(${seven}, t: 7) { forgetGate { heatMap { ${forms} } } }`],
    ['of an image alone', `image(image: $drawing) { binarized { heatMap { ${forms} } } }`],
    [
      'of a snapshot',
      `snapshot(run: $run, step: 2149) { trace(image: $drawing) { figure { ${forms} } } }`,
    ],
    [
      'of the curve of a model',
      `learningCurves(runs: ["stacked"], split: TEST, metric: CROSS_ENTROPY) { ${forms} }`,
    ],
    ['of the curve of a run', `learningCurves(runs: [$run], maxPoints: 2) { ${forms} }`],
    [
      'of the table of results',
      `summaryTable(seeds: [-3, 1, 2147483647], resetAfter: false) { picture { ${forms} } }`,
    ],
  ])('%s', async (_, query) => {
    const variables = ['$drawing: ImageInput', '$run: ID'].filter((variable) =>
      query.includes(variable.slice(0, variable.indexOf(':'))),
    );
    const head = variables.map((variable) => `${variable}!`).join(', ');
    const { data, errors } = await service.ask(`query ${head && `(${head})`} { ${query} }`, {
      drawing,
      run,
    });
    expect(errors).toBeUndefined();
    const { svg, png, svgUrl, pngUrl } = onlyPicture(data);

    const drawn = await service.get(svgUrl);
    expect(drawn.headers.get('content-type')).toBe('image/svg+xml');
    expect([drawn.status, await drawn.text()]).toEqual([200, svg]);
    const pixels = await service.get(pngUrl);
    expect(pixels.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await pixels.arrayBuffer()).toString('base64')).toBe(png);
  });
});

const figure = '/pictures/figure.svg?model=stacked&dataset=mnist&index=0';

test('an address is plain to read', async () => {
  const { data } = await service.ask(
    `{ trace(${seven}) { figure { url png: url(format: PNG, scale: 3) } } }`,
  );
  const address = 'model=stacked&dataset=mnist&split=TEST&index=0';
  expect(data).toEqual({
    trace: {
      figure: {
        url: `/pictures/figure.svg?${address}`,
        png: `/pictures/figure.png?${address}&scale=3`,
      },
    },
  });
});

test('a PNG has twice the size of the SVG where no scale is given', async () => {
  const svg = await (await service.get(figure)).text();
  const png = await (await service.get(figure.replace('.svg', '.png'))).arrayBuffer();
  const { width, height } = PNG.sync.read(Buffer.from(png));
  expect(svg).toContain(`width="${width / 2}" height="${height / 2}"`);
});

test('is asked for again each time, and sent again only when it has changed', async () => {
  const first = await service.get(figure);
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const etag = first.headers.get('etag') ?? '';
  const again = await service.get(figure, revalidation(etag));
  expect([again.status, await again.text()]).toEqual([304, '']);
  const other = await service.get(figure.replace('index=0', 'index=1'), revalidation(etag));
  expect(other.status).toBe(200);
});

test('can do nothing as a page of its own', async () => {
  const { headers } = await service.get(figure);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

describe('there is no url', () => {
  test('of the heat map of a difference', async () => {
    const { data } = await service.ask(`{ trace(${seven}, ${clamp}) {
      difference(names: ["head.logits"]) { heatMap { url } }
    } }`);
    expect(data).toEqual({ trace: { difference: [{ heatMap: { url: null } }] } });
  });

  test('with a scale of an SVG, or one that is too large', async () => {
    const ask = (field: string) => service.askInVain(`{ trace(${seven}) { figure { ${field} } } }`);
    expect(await ask('url(scale: 3)')).toEqual([
      'INVALID_ARGUMENT',
      'scale: expected none with format: SVG, got 3',
    ]);
    expect(await ask('url(format: PNG, scale: 9)')).toEqual([
      'INVALID_ARGUMENT',
      'scale: expected a number from 0.5 to 4, got 9',
    ]);
  });
});

describe('an address that is not right', () => {
  const trace = 'model=stacked&dataset=mnist&index=0';
  test.each([
    ['/pictures/figure.jpg', 404, 'ROUTE_NOT_FOUND', undefined],
    ['/pictures/toString.svg', 404, 'ROUTE_NOT_FOUND', undefined],
    [figure.replace('stacked', 'other'), 404, 'MODEL_NOT_FOUND', 'model'],
    [figure.replace('index=0', 'index=10000'), 404, 'EXAMPLE_NOT_FOUND', 'index'],
    ['/pictures/figure.svg?dataset=mnist&index=0', 400, 'INVALID_ARGUMENT', 'model'],
    [`${figure}&scale=2`, 400, 'INVALID_ARGUMENT', 'scale'],
    [`${figure}&unit=2`, 400, 'INVALID_ARGUMENT', 'unit'],
    [`/pictures/figure.png?${trace}&scale=5`, 400, 'INVALID_ARGUMENT', 'scale'],
    [`/pictures/figure.png?${trace}&scale=1e0`, 400, 'INVALID_ARGUMENT', 'scale'],
    [`/pictures/unitFigure.svg?${trace}`, 400, 'INVALID_ARGUMENT', 'unit'],
    [`/pictures/unitFigure.svg?${trace}&unit=6`, 400, 'INVALID_ARGUMENT', 'unit'],
    [`/pictures/unitFigure.svg?${trace}&unit=1&layer=2`, 400, 'INVALID_ARGUMENT', 'layer'],
    [`/pictures/heatMap.svg?${trace}`, 400, 'INVALID_ARGUMENT', 'name'],
    [`/pictures/heatMap.svg?${trace}&name=head.logits&ends=yes`, 400, 'INVALID_ARGUMENT', 'ends'],
    [
      `/pictures/differenceFigure.svg?${trace}&name=head.logits`,
      400,
      'INVALID_ARGUMENT',
      'changes',
    ],
    ['/pictures/summaryTable.svg?seeds=1.x', 400, 'INVALID_ARGUMENT', 'seeds'],
    ['/pictures/summaryTable.svg?seeds=1.1', 400, 'INVALID_ARGUMENT', 'seeds'],
    ['/pictures/learningCurves.svg', 400, 'INVALID_ARGUMENT', 'runs'],
    ['/pictures/learningCurves.svg?runs=', 404, 'RUN_NOT_FOUND', 'runs'],
    ['/pictures/learningCurves.svg?runs=stacked&split=ALL', 400, 'INVALID_ARGUMENT', 'split'],
    ['/pictures/learningCurves.svg?runs=stacked&maxPoints=1', 400, 'INVALID_ARGUMENT', 'maxPoints'],
  ])('%s answers %d', async (path, status, code, argument) => {
    const response = await service.get(path);
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    expect([response.status, errors[0]?.extensions]).toEqual([
      status,
      argument === undefined ? { code } : { code, argument },
    ]);
  });
});

describe('an address with an image of its own', () => {
  const imageOf = (rows: number, columns: number) => ({
    kind: 'heatMap' as const,
    ends: false,
    reading: {
      ...{ subject: null, changes: null },
      ...{ part: { name: 'image.pixels', steps: null, units: null } },
      image: { pixels: new Float32Array(rows * columns), columns },
    },
  });

  test('gives one that is larger than MNIST’s, as those of other data sets are', async () => {
    const response = await service.get(pictureUrl(imageOf(64, 40), null) ?? '');
    expect(response.status).toBe(200);
  });

  test.each([
    ['than any data set has', 1025, 1, 400, 'INVALID_IMAGE', 'pixels'],
    ['in its width', 1, 1025, 400, 'INVALID_ARGUMENT', 'columns'],
    ['than any figure shows', 1000, 1001, 413, 'QUERY_TOO_LARGE', 'heatMap'],
  ])('gives none that is larger %s', async (_, rows, columns, status, code, argument) => {
    const response = await service.get(pictureUrl(imageOf(rows, columns), null) ?? '');
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    expect([response.status, errors[0]?.extensions]).toEqual([status, { code, argument }]);
  });
});

describe('an address with many images to copy from', () => {
  const exampleAt = (index: number) => ({ dataset: null, split: 'TEST' as const, index });
  const readingWith = (images: number): Reading & { part: null } => ({
    ...{ subject: { model: 'stacked' }, image: exampleAt(0), part: null },
    changes: {
      interventions: Array.from({ length: images }, (_, n) => ({
        ...{ activation: 'layers.0.candidate', units: [n % 6] },
        steps: { from: Math.floor(n / 6), to: null },
        act: { kind: 'copy', image: exampleAt(n) },
      })),
    },
  });
  const figureWith = (images: number) =>
    pictureUrl({ kind: 'figure', reading: readingWith(images) }, null);
  const logits = { name: 'head.logits', steps: null, units: null };
  const logitsWith = (images: number) => tensorUrl({ ...readingWith(images), part: logits });

  test.each([
    ['a picture', figureWith],
    ['a tensor', logitsWith],
  ])('of %s costs what the query for it costs', async (_, urlWith) => {
    expect((await service.get(urlWith(27) ?? '')).status).toBe(200);
    const response = await service.get(urlWith(28) ?? '');
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    expect([response.status, errors[0]?.extensions]).toEqual([
      413,
      { code: 'QUERY_TOO_LARGE', argument: 'changes' },
    ]);
  });
});
