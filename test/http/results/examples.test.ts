import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { exampleImage } from '../../../src/data/inputImage.ts';
import { networkInput } from '../../../src/inspection/networkInput.ts';
import { forwardByEquations } from '../../../src/networks/forwardByEquations.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import type { ModelRecord } from '../../../src/store/records.ts';
import { newRun, startTestService, type TestService } from '../testService.ts';
import { addResult } from './resultRuns.ts';

interface Example {
  dataset: string;
  split: string;
  index: number;
  label: number;
  answer: number | null;
  decisionStep: number | null;
  image: { index: number; label: number; split: string };
}
interface Page {
  totalCount: number;
  nodes: Example[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}
type Read = Pick<Example, 'index' | 'label' | 'answer' | 'decisionStep'>;

const FIELDS = `totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
  nodes { dataset split index label answer decisionStep image { index label split } }`;
const COUNT = 200;
const SEED = 3;

let service: TestService;
let model: ModelRecord;
/** How the equations read the first examples. */
let expected: Read[];

beforeAll(async () => {
  service = await startTestService();
  const { network } = newRun({ cell: 'GRU', units: 5 });
  const change = { network, name: 'gru' };
  ({ model } = await addResult(service, 'gru-32', { seed: SEED, change, runnable: true }));
  await addResult(service, 'linear', { change: { name: 'lines' }, runnable: true });
  const mnist = await service.catalog.load('mnist');
  const images = Array.from({ length: COUNT }, (_, n) => exampleImage(mnist, 'TEST', n, 'index'));
  const values = new Float32Array(COUNT * 784);
  images.forEach((image, n) => values.set(networkInput(model.network, image), n * 784));
  const parameters = initialParameters(model.network, SEED);
  const found = forwardByEquations(model.network, parameters, { batch: COUNT, rows: 28, values });
  const logits = found.get('head.logits')!.values;
  expected = images.map(({ example }, n) => {
    const answers = Array.from({ length: 28 }, (_, step) => {
      const row = [...logits.subarray((n * 28 + step) * 10, (n * 28 + step + 1) * 10)];
      return row.indexOf(Math.max(...row));
    });
    const answer = answers[27] as number;
    return {
      ...{ index: n, label: example!.label, answer },
      decisionStep: answers.findLastIndex((other) => other !== answer) + 1,
    };
  });
});
afterAll(() => service.close());

async function ask(request: string): Promise<Page> {
  const { data, errors } = await service.ask<{ examples: Page }>(
    `{ examples(${request}) { ${FIELDS} } }`,
  );
  expect(errors).toBeUndefined();
  return data.examples;
}

/** All pages, as far as the equations have been asked. */
async function firstOf(request: string): Promise<Read[]> {
  const found: Example[] = [];
  let after = '';
  for (;;) {
    const page = await ask(`${request}, first: 60${after}`);
    expect(page.pageInfo.hasPreviousPage).toBe(found.length > 0);
    found.push(...page.nodes);
    const last = found.at(-1)?.index ?? Infinity;
    if (!page.pageInfo.hasNextPage || last >= COUNT) break;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
  return found
    .filter(({ index }) => index < COUNT)
    .map(({ index, label, answer, decisionStep }) => ({ index, label, answer, decisionStep }));
}

test('gives what the model answers and when, in the order of the split, page by page', async () => {
  const page = await ask('readBy: "gru", first: 2');
  expect(page).toMatchObject({ totalCount: 10_000, pageInfo: { hasPreviousPage: false } });
  expect(page.nodes[1]).toEqual({
    ...{ dataset: 'mnist', split: 'TEST', ...expected[1] },
    image: { index: 1, label: 2, split: 'TEST' },
  });
  expect(await firstOf('readBy: "gru"')).toEqual(expected);
});

describe('only those that are wanted', () => {
  const late = ({ decisionStep }: Read) => (decisionStep as number) >= 21;
  const wrong = ({ answer, label }: Read) => answer !== label;
  test.each<[string, (one: Read) => boolean]>([
    ['classes: [3, 8]', ({ label }) => label === 3 || label === 8],
    ['outcome: WRONG', wrong],
    ['outcome: RIGHT', (one) => !wrong(one)],
    ['outcome: LATE', late],
    ['outcome: WRONG, classes: [4]', (one) => wrong(one) && one.label === 4],
  ])('%s', async (request, isWanted) => {
    const wanted = expected.filter(isWanted);
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(COUNT);
    expect(await firstOf(`readBy: "gru", ${request}`)).toEqual(wanted);
  });

  test('answers', async () => {
    const [answer] = expected.map((one) => one.answer as number);
    const wanted = expected.filter((one) => one.answer === answer);
    expect(await firstOf(`readBy: "gru", answers: [${answer}]`)).toEqual(wanted);
  });
});

test('counts as the model is measured: right and wrong are all', async () => {
  const [right, wrong] = [
    await ask('readBy: "gru", outcome: RIGHT, first: 1'),
    await ask('readBy: "gru", outcome: WRONG, first: 1'),
  ];
  expect(right.totalCount + wrong.totalCount).toBe(10_000);
  const id = toGlobalId('Model', model.id);
  const same = await ask(`readBy: "${id}", outcome: RIGHT, first: 1`);
  expect(same).toEqual(right);
});

test('without a model, examples alone; of one that sees the whole image, no steps', async () => {
  const page = await ask('split: VALIDATION, classes: [7], first: 3');
  const { labels } = (await service.catalog.load('mnist')).splits.VALIDATION;
  expect(page.totalCount).toBe(labels.filter((label) => label === 7).length);
  expect(page.nodes.map(({ index }) => labels[index])).toEqual([7, 7, 7]);
  expect(page.nodes[0]).toMatchObject({ split: 'VALIDATION', answer: null, decisionStep: null });
  const linear = await ask('readBy: "lines", first: 1');
  expect(linear.nodes[0]).toMatchObject({
    answer: expect.any(Number) as number,
    decisionStep: null,
  });
});

test.each([
  ['outcome: WRONG', 'outcome: expected nothing without readBy, got "WRONG"'],
  ['answers: [1]', 'answers: expected nothing without readBy, got 1 value'],
  ['classes: [10]', 'classes: expected classes from 0 to 9, got 10'],
  ['readBy: "gru", answers: [-1]', 'answers: expected classes from 0 to 9, got -1'],
  ['first: 101', 'first: expected a whole number from 0 to 100, got 101'],
  ['after: "eA"', 'after: expected a cursor of this list, got "eA"'],
  [
    'readBy: "lines", outcome: LATE',
    'outcome: expected a recurrent model, which has steps, got lines, which sees the whole image at once',
  ],
])('refuses %s', async (request, message) => {
  const { errors } = await service.ask(`{ examples(${request}) { totalCount } }`);
  expect(errors?.map((error) => error.message)).toEqual([message]);
});
