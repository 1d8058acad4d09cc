import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { toGlobalId } from '../../../src/service/records/globalId.ts';
import { newRun, startTestService, type TestService } from '../testService.ts';
import { addResult } from './resultRuns.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

describe('learningCurves', () => {
  const points = (split: 'TEST' | 'TRAIN', values: number[]) =>
    values.map((value, n) => ({
      ...{ split, step: 100 * (n + 1), crossEntropy: 1 - value },
      accuracy: split === 'TRAIN' ? null : value,
    }));
  const runs: string[] = [];
  beforeAll(async () => {
    const curves = [
      ['rnn-64', 1, [0.5, 0.75, 0.875]],
      ['rnn-64', 2, [0.25, 0.5]],
      ['linear', 1, [0.75]],
    ] as const;
    for (const [slug, seed, values] of curves) {
      const curvePoints = [...points('TEST', [...values]), ...points('TRAIN', [0.125])];
      runs.push((await addResult(service, slug, { seed, curvePoints })).run);
    }
    const { id } = await service.store.runs.create(newRun({ cell: 'GRU', units: 2 }));
    runs.push(toGlobalId('Run', id));
  });

  async function drawn(request: string, chosen = runs): Promise<string> {
    const { data, errors } = await service.ask<{ learningCurves: { svg: string } }>(
      `query ($runs: [ID!]!) { learningCurves(runs: $runs${request}) { svg } }`,
      { runs: chosen },
    );
    expect(errors).toBeUndefined();
    return data.learningCurves.svg;
  }
  const paths = (svg: string) =>
    [...svg.matchAll(/<path d="([^"]*)"/g)].map(([, path]) => path!.match(/[ML]/g)?.length ?? 0);

  test('stand together, named by what tells them apart, each with its last value', async () => {
    const svg = await drawn('');
    for (const label of [
      ...['rnn-64, seed 1 · 0.8750', 'rnn-64, seed 2 · 0.5000'],
      ...['linear · 0.7500', 'custom-gru-2 · –'],
    ]) {
      expect(svg).toContain(label);
    }
    expect(svg).toContain('test accuracy on mnist');
    expect(paths(svg).slice(0, 2)).toEqual([3, 2]);
  });

  test('are thinned, and of the split and metric asked for', async () => {
    expect(paths(await drawn(', maxPoints: 2')).slice(0, 2)).toEqual([2, 2]);
    const loss = await drawn(', split: TRAIN, metric: CROSS_ENTROPY');
    expect(loss).toContain('train cross-entropy on mnist');
    expect(loss).toContain('linear · 0.8750');
  });

  test('the slug of a model stands for the run that made it, and a PNG is to be had', async () => {
    const { model, run } = await addResult(service, 'mlp-1', {
      curvePoints: points('TEST', [0.5]),
    });
    const { data } = await service.ask<Record<string, { svg: string; png?: string }>>(
      `{ bySlug: learningCurves(runs: ["${model.slug}"]) { svg png }
         byId: learningCurves(runs: ["${run}"]) { svg } }`,
    );
    expect(data['bySlug']!.svg).toBe(data['byId']!.svg);
    expect(Buffer.from(data['bySlug']!.png!, 'base64').subarray(1, 4).toString()).toBe('PNG');
  });

  const unknown = toGlobalId('Run', '01a20c73-8a72-7000-a8ca-a368b7c70c10');
  const notFound = 'runs: expected global ids of runs, or slugs of models that a run has made, got';
  test.each([
    ['no run', () => [], '', 'INVALID_ARGUMENT', 'runs: expected 1 to 24 runs, got none'],
    ['an unknown id', () => [unknown], '', 'RUN_NOT_FOUND', `${notFound} "${unknown}"`],
    ['an unknown slug', () => [runs[0]!, 'nobody'], '', 'RUN_NOT_FOUND', `${notFound} "nobody"`],
    [
      'accuracy on TRAIN',
      () => runs,
      ', split: TRAIN',
      'INVALID_ARGUMENT',
      'metric: expected CROSS_ENTROPY on TRAIN, where accuracy is not measured, got "ACCURACY"',
    ],
    [
      'one point',
      () => runs,
      ', maxPoints: 1',
      'INVALID_ARGUMENT',
      'maxPoints: expected a whole number from 2 to 10000, got 1',
    ],
    [
      'too many',
      () => Array.from({ length: 25 }, (_, n) => `run-${n}`),
      '',
      'INVALID_ARGUMENT',
      'runs: expected 1 to 24 runs, got 25',
    ],
  ])('%s is refused', async (_, chosen, request, code, message) => {
    const query = `query ($runs: [ID!]!) { learningCurves(runs: $runs${request}) { svg } }`;
    expect(await service.askInVain(query, { runs: chosen() })).toEqual([code, message]);
  });

  test('the same run twice is refused', async () => {
    const query = 'query ($runs: [ID!]!) { learningCurves(runs: $runs) { svg } }';
    expect(await service.askInVain(query, { runs: [runs[0], runs[0]] })).toEqual([
      'INVALID_ARGUMENT',
      `runs: expected each once, got "${runs[0]}" twice`,
    ]);
    const { run, model } = await addResult(service, 'mlp-2', { seed: 12 });
    expect(await service.askInVain(query, { runs: [run, model.slug] })).toEqual([
      'INVALID_ARGUMENT',
      `runs: expected each once, got "${model.slug}" twice`,
    ]);
  });
});
