import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { limits } from '../../../src/http/limits/limits.ts';
import { type AskedBothWays, askBothWays, repeated, tooLarge } from './askedBothWays.ts';

let asked: AskedBothWays;
beforeAll(async () => {
  asked = await askBothWays();
});
afterAll(() => asked.close());

describe('what costs too much is refused:', () => {
  test('forward passes', async () => {
    const look = (n: number) => `t${n}: trace(image: { example: { index: ${n} } }, model: "wide")`;
    const many = limits.cost / 200;
    const query = `{ ${repeated(many, (n) => `${look(n)} { decision { label } }`)} }`;
    expect(await asked.refusals(query)).toEqual(
      tooLarge(`a cost of at most ${limits.cost}, got 6060`),
    );
  });

  test.each([
    ['whose length is written out', '{ runs(first: 100) { nodes { SELECTION } } }'],
    [
      'whose length is in a variable',
      'query ($n: Int = 100) { runs(first: $n) { nodes { SELECTION } } }',
    ],
    [
      'behind a fragment',
      '{ runs(first: 100) { ...P } } fragment P on RunConnection { nodes { SELECTION } }',
    ],
  ])('lookups for each item of a page %s', async (_kind, query) => {
    // 20 for a curve, 5 for a look-up: 61 or more for each run of up to 100.
    const selection = 'model { run { model { run { id } } } } curve { step } queuePosition';
    const twice = `${selection} again: curve(split: TRAIN) { step }`;
    const [error] = await asked.refusals(query.replace('SELECTION', twice));
    expect(error?.code).toBe('QUERY_TOO_LARGE');
    expect(error?.message).toMatch(`query: expected a cost of at most ${limits.cost}, got `);
  });

  const donors = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      activation: 'layers.0.hiddenState',
      fromImage: { example: { index } },
    }));

  test('images to copy from, as each of them is a forward pass', async () => {
    const written = donors(30).map(
      ({ fromImage: { example } }) =>
        `{ activation: "layers.0.hiddenState", fromImage: { example: { index: ${example.index} } } }`,
    );
    const query = (interventions: string) =>
      `trace(image: { example: { index: 0 } }, model: "wide", interventions: ${interventions}) { decision { label } }`;
    const message = `a cost of at most ${limits.cost}, got 6502`;
    expect(await asked.refusals(`{ ${query(`[${written.join()}]`)} }`)).toEqual(tooLarge(message));

    const inVariable = `query ($changes: [InterventionInput!]) { ${query('$changes')} }`;
    expect(await asked.service.askInVain(inVariable, { changes: donors(30) })).toEqual([
      'QUERY_TOO_LARGE',
      `query: expected ${message}`,
    ]);
    expect((await asked.service.ask(inVariable, { changes: donors(3) })).errors).toBeUndefined();
  });

  test('interventions, in each image that they are made in', async () => {
    const interventions = Array.from({ length: 64 }, () => ({
      activation: 'layers.0.forgetGate',
      set: 0,
    }));
    const images = Array.from({ length: 20 }, (_, index) => ({ example: { index } }));
    const query = `query ($images: [ImageInput!]!, $changes: [InterventionInput!]) {
      traces(images: $images, models: ["wide"], interventions: $changes) { decision { label } }
    }`;
    // 200 for each image, 10 for each intervention in it, and what is asked of it.
    expect(await asked.refusals(query, { images, changes: interventions })).toEqual(
      tooLarge(`a cost of at most ${limits.cost}, got ${20 * (200 + 640 + 2)}`),
    );
  });

  test('introspection that is repeated', async () => {
    const types = `types { name description fields { name description
      args { name type { name ofType { name ofType { name ofType { name } } } } }
      type { name ofType { name ofType { name ofType { name } } } } } }`;
    const query = `{ ${repeated(28, (n) => `a${n}: __schema { ${types} }`)} }`;
    expect((await asked.refusals(query))[0]?.code).toBe('QUERY_TOO_LARGE');
    const fragment = `fragment T on __Schema { ${types} }`;
    const spread = `{ ${repeated(28, (n) => `a${n}: __schema { ...T }`)} } ${fragment}`;
    expect((await asked.refusals(spread))[0]?.code).toBe('QUERY_TOO_LARGE');
  });

  test('what a variable asks for that has the name of an object’s own property', async () => {
    const query = (name: string) =>
      `query ($${name}: Int) { ${repeated(
        16,
        (n) => `i${n}: image(image: { example: { index: ${n} } }) { png(scale: $${name}) }`,
      )} }`;
    for (const name of ['scale', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const variables = JSON.parse(`{ "${name}": 32 }`) as object;
      const [error] = await asked.refusals(query(name), variables);
      expect([name, error?.code]).toEqual([name, 'QUERY_TOO_LARGE']);
    }
  });

  const one =
    'trace(image: { example: { index: 0 } }, model: "wide", preset: { name: HOLD_STATE })';
  const names = Array.from({ length: 9 }, (_, n) => `layers.0.n${n}`);
  const images = Array.from({ length: 20 }, (_, index) => ({ example: { index } }));
  const maps = (count: number) => repeated(count, (n) => `m${n}: heatMap { svg }`);

  test.each<[string, string, object]>([
    [
      'trace',
      `query ($images: [ImageInput!]!) { traces(images: $images, models: ["wide"]) {
        decision { label step correct } figure { svg } predictionsFigure { svg }
      } }`,
      { images },
    ],
    [
      'activation',
      `{ ${one} { activations(names: ${JSON.stringify(names)}) { ${maps(15)} } } }`,
      {},
    ],
    [
      'difference',
      `query ($names: [String!]!) { ${one} { difference(names: $names) { ${maps(15)} } } }`,
      { names },
    ],
    ['layer', `{ ${one} { layers { hiddenStates { ${maps(30)} } } } }`, {}],
  ])('what is asked of each %s', async (_item, query, variables) => {
    const [code, message] = await asked.service.askInVain(query, variables);
    expect(code).toBe('QUERY_TOO_LARGE');
    expect(message).toContain(`query: expected a cost of at most ${limits.cost}, got `);
  });

  test('a negative page length buys nothing', async () => {
    const look = 'trace(image: { example: { index: 0 } }, model: "wide") { decision { label } }';
    const query = `{ runs(first: -100) { nodes { curve { step } } } ${repeated(30, (n) => `t${n}: ${look}`)} }`;
    expect((await asked.refusals(query))[0]?.code).toBe('QUERY_TOO_LARGE');
  });
});

describe('what people do is allowed:', () => {
  test('a page of models with all their properties', async () => {
    const { errors } = await asked.service
      .ask(`{ models(first: 100) { totalCount edges { cursor node {
      id slug dataset parameterCount createdAt architecture { slug cell units layers }
      weights { url bytes sha256 } evaluation { accuracy crossEntropy accuracyInterval }
      run { id status progress options { seed epochs } }
    } } pageInfo { endCursor } } }`);
    expect(errors).toBeUndefined();
  });

  test('a page whose length stands in a variable, as long as it is', async () => {
    const query = `query ($n: Int!) { runs(first: $n) { nodes {
      ${repeated(3, (n) => `c${n}: curve { step }`)}
    } } }`;
    expect((await asked.service.ask(query, { n: 10 })).errors).toBeUndefined();
    expect((await asked.service.askInVain(query, { n: 100 }))[0]).toBe('QUERY_TOO_LARGE');
  });

  test('every gate of a trace', async () => {
    const gate = '{ shape base64 }';
    const { errors } = await asked.service
      .ask(`{ trace(image: { example: { index: 0 } }, model: "wide") {
      layers { hiddenStates ${gate} gates { inputGate ${gate} forgetGate ${gate} outputGate ${gate}
      candidate ${gate} cellState ${gate} } } predictions { label probabilities } decision { step }
    } }`);
    expect(errors).toBeUndefined();
  });
});
