import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { trainingData } from '../../../src/data/dataset.ts';
import { createEngineSource } from '../../../src/engines/engineSource.ts';
import { limits } from '../../../src/http/limits/limits.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { trainedParameterCount } from '../../../src/networks/parameters.ts';
import { defaultTrainingOptions } from '../../../src/networks/trainingOptions.ts';
import { toGlobalId } from '../../../src/service/records/globalId.ts';
import type { ModelRecord } from '../../../src/store/records.ts';
import { addModel, newRun, startTestService, type TestService } from '../testService.ts';
import { addResult } from './resultRuns.ts';

let service: TestService;
/** With starting weights: they read little, and each something else. */
let models: ModelRecord[];
beforeAll(async () => {
  service = await startTestService();
  models = [];
  const small = newRun({ cell: 'LSTM', units: 6, layers: 2 }).network;
  for (const [slug, seed, change] of [
    ['lstm-32', 1, { network: small }],
    ['gru-32', 5, {}],
    ['linear', 2, {}],
  ] as const) {
    models.push((await addResult(service, slug, { seed, change, runnable: true })).model);
  }
});
afterAll(() => service.close());

const slugs = () => models.map(({ slug }) => slug);

interface Disagreement {
  dataset: string;
  split: string;
  index: number;
  label: number;
  firstAnswer: number;
  secondAnswer: number;
  image: { index: number; label: number };
}
interface Pair {
  first: { slug: string };
  second: { slug: string };
  bothRight: number;
  onlyFirst: number;
  onlySecond: number;
  bothWrong: number;
  onlyFirstExamples: Disagreement[];
  onlySecondExamples: Disagreement[];
}
interface Compared {
  model: { slug: string; parameterCount: number };
  evaluation: {
    split: string;
    examples: number;
    accuracy: number;
    accuracyInterval: number[];
    crossEntropy: number;
    classes: { label: number; examples: number; correct: number; accuracy: number }[];
    confusion: number[][];
  };
  trainingSeconds: number | null;
}
interface Comparison {
  dataset: string;
  split: string;
  examples: number;
  models: Compared[];
  pairs: Pair[];
  pair: Pair;
  markdown: string;
}

async function comparison(fields: string, request = ''): Promise<Comparison> {
  const { data, errors } = await service.ask<{ comparison: Comparison }>(
    `query ($models: [ID!]!) { comparison(models: $models${request}) { ${fields} } }`,
    { models: slugs() },
  );
  expect(errors).toBeUndefined();
  return data.comparison;
}

const disagreement = 'dataset split index label firstAnswer secondAnswer image { index label }';
const pairFields = `first { slug } second { slug } bothRight onlyFirst onlySecond bothWrong`;
const exampleFields = `onlyFirstExamples(first: 2) { ${disagreement} }
  onlySecondExamples(first: 2) { ${disagreement} }`;

test.each(['TEST', 'VALIDATION'] as const)('gives what an engine measures on %s', async (split) => {
  const found = await comparison(
    `dataset split examples models {
      model { slug parameterCount }
      evaluation {
        split examples accuracy accuracyInterval crossEntropy confusion
        classes { label examples correct accuracy }
      }
    }`,
    `, split: ${split}`,
  );
  const examples = split === 'TEST' ? 10_000 : 5000;
  expect(found).toMatchObject({ dataset: 'mnist', split, examples });
  expect(found.models.map(({ model }) => model.slug)).toEqual(slugs());

  const engines = createEngineSource({ tensorflow: 'cpu', engine: 'auto', threads: 1 });
  const data = trainingData(await service.catalog.load('mnist'), 0.1);
  const seeds = [1, 5, 2];
  for (const [n, { network }] of models.entries()) {
    const engine = await engines.engineFor(network, 'AUTO');
    const parameters = initialParameters(network, seeds[n]!);
    const optimizer = { ...defaultTrainingOptions };
    const session = await engine.open({ network, data, parameters, optimizer });
    const measured = await session.evaluate(split, new AbortController().signal);
    await session.close();
    const { model, evaluation } = found.models[n]!;
    const { accuracy, crossEntropy, confusion, ...rest } = evaluation;
    expect(rest).toMatchObject({ split, examples });
    expect(accuracy).toBeCloseTo(measured!.accuracy, 3);
    expect(crossEntropy).toBeCloseTo(measured!.crossEntropy, 4);
    const differs = confusion.flat().filter((count, k) => count !== measured!.confusion[k]);
    expect(differs.length).toBeLessThan(4);
    expect(model.parameterCount).toBe(trainedParameterCount(network));
    expect(rest.accuracyInterval[0]).toBeLessThan(accuracy);
    expect(rest.accuracyInterval[1]).toBeGreaterThan(accuracy);
    const { classes } = rest;
    expect(classes.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    classes.forEach(({ examples: count, correct, accuracy: own }, label) => {
      expect(correct).toBe(confusion[label]![label]);
      expect(count).toBe(confusion[label]!.reduce((sum, one) => sum + one, 0));
      expect(own).toBe(correct / count);
    });
    const correct = classes.reduce((sum, one) => sum + one.correct, 0);
    expect(correct / examples).toBe(accuracy);
  }
  await engines.close();
});

test('training takes from the first step of its run to its end, where there is one', async () => {
  const { models: compared } = await comparison('models { trainingSeconds }');
  for (const [n, { runId }] of models.entries()) {
    const { startedAt, finishedAt } = (await service.store.runs.find(runId!))!;
    const seconds = (finishedAt!.getTime() - startedAt!.getTime()) / 1000;
    expect(compared[n]).toEqual({ trainingSeconds: seconds });
  }
});

describe('every two models', () => {
  test('agree or not, each example once', async () => {
    const { models: compared, pairs } = await comparison(
      `models { evaluation { accuracy } } pairs { ${pairFields} }`,
    );
    const accuracy = new Map(slugs().map((slug, n) => [slug, compared[n]!.evaluation.accuracy]));
    const [a, b, c] = slugs();
    expect(pairs.map(({ first, second }) => [first.slug, second.slug])).toEqual([
      ...[
        [a, b],
        [a, c],
        [b, c],
      ],
    ]);
    for (const { first, second, bothRight, onlyFirst, onlySecond, bothWrong } of pairs) {
      expect(bothRight + onlyFirst + onlySecond + bothWrong).toBe(10_000);
      expect((bothRight + onlyFirst) / 10_000).toBe(accuracy.get(first.slug));
      expect((bothRight + onlySecond) / 10_000).toBe(accuracy.get(second.slug));
    }
  });

  test('the examples are those on which they disagree, as each model itself says', async () => {
    const { pairs } = await comparison(`pairs { ${pairFields} ${exampleFields} }`);
    for (const { first, second, onlyFirst, onlyFirstExamples, ...rest } of pairs) {
      expect(onlyFirstExamples).toHaveLength(Math.min(2, onlyFirst));
      const cases = [
        ...onlyFirstExamples.map((one) => ({
          ...one,
          right: one.firstAnswer,
          wrong: one.secondAnswer,
        })),
        ...rest.onlySecondExamples.map((one) => ({
          ...{ ...one, right: one.secondAnswer, wrong: one.firstAnswer },
        })),
      ];
      for (const { index, label, right, wrong, firstAnswer, secondAnswer, image } of cases) {
        expect(right).toBe(label);
        expect(wrong).not.toBe(label);
        expect(image).toEqual({ index, label });
        const asked = `image: { example: { index: ${index} } }`;
        const { data } = await service.ask<Record<string, { decision: { label: number } }>>(
          `{ a: trace(${asked}, model: "${first.slug}") { decision { label } }
             b: trace(${asked}, model: "${second.slug}") { decision { label } } }`,
        );
        expect([data['a']!.decision.label, data['b']!.decision.label]).toEqual([
          firstAnswer,
          secondAnswer,
        ]);
      }
    }
  });

  test('can be chosen, in either order, by slug or id', async () => {
    const [a, , c] = models;
    const one = await comparison(
      `pair(model: "${a!.slug}", other: "${c!.slug}") { ${pairFields} ${exampleFields} }`,
    );
    const id = toGlobalId('Model', a!.id);
    const other = await comparison(
      `pair(model: "${c!.slug}", other: "${id}") { ${pairFields} ${exampleFields} }`,
    );
    expect(other.pair).toMatchObject({
      first: one.pair.second,
      second: one.pair.first,
      onlyFirst: one.pair.onlySecond,
      onlySecond: one.pair.onlyFirst,
      bothWrong: one.pair.bothWrong,
    });
    expect(other.pair.onlySecondExamples.map(({ index }) => index)).toEqual(
      one.pair.onlyFirstExamples.map(({ index }) => index),
    );
  });
});

test('as Markdown it has a row for each model, and where they disagree', async () => {
  const { markdown, pairs } = await comparison('markdown pairs { onlyFirst onlySecond }');
  const [heads, disagreements] = markdown.split('\n\n');
  expect(heads).toMatch(
    /^\| model +\| accuracy \| 95 % interval +\| cross-entropy \| parameters \| training \|/,
  );
  const cells = disagreements!
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(cells[2]!.slice(1, -1)).toEqual([
    ...[slugs()[0], '–', String(pairs[0]!.onlyFirst), String(pairs[1]!.onlyFirst)],
  ]);
  expect(cells[4]!.slice(2, 4)).toEqual([
    ...[String(pairs[1]!.onlySecond), String(pairs[2]!.onlySecond)],
  ]);
});

describe('what cannot be compared', () => {
  const asked = (names: string[], request = '') =>
    service.askInVain(
      `query ($models: [ID!]!) { comparison(models: $models) { ${request || 'examples'} } }`,
      { models: names },
    );

  test('one model, too many, or one twice', async () => {
    const [slug] = slugs();
    expect(await asked([slug!])).toEqual([
      ...['INVALID_ARGUMENT', 'models: expected 2 to 12 models, got 1'],
    ]);
    const many = Array.from({ length: 13 }, (_, n) => `model-${n}`);
    expect(await asked(many)).toEqual([
      ...['INVALID_ARGUMENT', 'models: expected 2 to 12 models, got 13'],
    ]);
    expect(await asked([slug!, toGlobalId('Model', models[0]!.id)])).toEqual([
      ...['INVALID_ARGUMENT', `models: expected each once, got "${slug}" twice`],
    ]);
  });

  test('a model that is not there', async () => {
    expect(await asked([slugs()[0]!, 'nobody'])).toEqual([
      ...['MODEL_NOT_FOUND', 'models: expected the slug or global id of a model, got "nobody"'],
    ]);
  });

  test('models of other data', async () => {
    const one = await addModel(service, { cell: 'GRU', units: 2 }, { name: 'other-data' });
    const two = await addModel(service, { cell: 'GRU', units: 2 }, { name: 'old-data', seed: 2 });
    const [code, message] = await asked([slugs()[0]!, one.slug]);
    expect(code).toBe('INVALID_ARGUMENT');
    expect(message).toContain('models: expected models of one data set');
    const [, changed] = await asked([one.slug, two.slug]);
    expect(changed).toContain('models: expected models of mnist as it is now (SHA-256 ');
  });

  test('a pair of others, or of one model', async () => {
    const [a, b] = slugs() as [string, string];
    expect(await asked([a, b], `pair(model: "${a}", other: "linear-x") { bothRight }`)).toEqual([
      ...[
        'INVALID_ARGUMENT',
        `other: expected one of the models compared (${a}, ${b}), got "linear-x"`,
      ],
    ]);
    expect(await asked([a, b], `pair(model: "${a}", other: "${a}") { bothRight }`)).toEqual([
      ...['INVALID_ARGUMENT', `other: expected another model, got "${a}"`],
    ]);
  });

  test('more examples than a page has', async () => {
    const [a, b] = slugs() as [string, string];
    const field = `pair(model: "${a}", other: "${b}") { onlyFirstExamples(first: 101) { index } }`;
    expect(await asked([a, b], field)).toEqual([
      ...['INVALID_ARGUMENT', 'first: expected a whole number from 0 to 100, got 101'],
    ]);
  });

  test('more splits in one request than its cost allows', async () => {
    const query = `query ($models: [ID!]!) {
      a: comparison(models: $models) { examples } b: comparison(models: $models) { examples }
    }`;
    const names = Array.from({ length: 12 }, (_, n) => `model-${n}`);
    const [code, message] = await service.askInVain(query, { models: names });
    expect(code).toBe('QUERY_TOO_LARGE');
    expect(message).toContain(`expected a cost of at most ${limits.cost}`);
  });
});

describe('what is refused for its cost follows what is asked:', () => {
  const named = (count: number) => Array.from({ length: count }, (_, n) => `model-${n}`);
  const examples = 'onlyFirstExamples(first: 20) { image { png } }';
  /** The code of the only error; MODEL_NOT_FOUND for what is not refused. */
  const codeOf = async (models: string[], split: string, fields: string) => {
    const query = `query ($models: [ID!]!, $split: Split) {
      comparison(models: $models, split: $split) { ...Asked }
    } fragment Asked on Comparison { ${fields} }`;
    const { errors = [] } = await service.ask(query, { models, split });
    return errors[0]?.extensions.code;
  };

  test.each<[models: number, split: string, fields: string, code: string]>([
    [2, 'TEST', `pairs { ${examples} }`, 'MODEL_NOT_FOUND'],
    [3, 'TEST', `pairs { ${examples} }`, 'MODEL_NOT_FOUND'],
    [5, 'TEST', `pairs { ${examples} }`, 'QUERY_TOO_LARGE'],
    [12, 'TEST', 'pairs { bothRight }', 'MODEL_NOT_FOUND'],
    [12, 'VALIDATION', 'examples', 'MODEL_NOT_FOUND'],
    [3, 'TRAIN', 'examples', 'MODEL_NOT_FOUND'],
    [4, 'TRAIN', 'examples', 'QUERY_TOO_LARGE'],
  ])('%d models on %s with %s', async (models, split, fields, code) => {
    expect(await codeOf(named(models), split, fields)).toBe(code);
  });

  test('a fragment costs in each place what it is there', async () => {
    const query = `query ($few: [ID!]!, $many: [ID!]!) {
      few: comparison(models: $few) { ...Pairs } many: comparison(models: $many) { ...Pairs }
    } fragment Pairs on Comparison { pairs { ...Pair } }
    fragment Pair on ComparedPair { onlyFirstExamples(first: 1) { image { png } } }`;
    const few = named(2);
    const splits = (count: number) => 300 * count;
    // The field pairs, and for each pair that of its examples, the image and a picture.
    const pairs = (count: number) => 1 + count * (1 + 1 + 50);
    const total = splits(2) + pairs(1) + splits(12) + pairs(66);
    expect(await service.askInVain(query, { few, many: named(12) })).toEqual([
      'QUERY_TOO_LARGE',
      `query: expected a cost of at most ${limits.cost}, got ${total}`,
    ]);
  });
});
