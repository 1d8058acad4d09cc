import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runZooCommand } from '../../scripts/zoo/zooCommand.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';
import { loadCard } from '../../src/zoo/zooFiles.ts';
import { smallDigits } from '../work/smallDigits.ts';
import { sample, temporaryFolder } from './sampleZoo.ts';

const datasets = mkdtempSync(join(tmpdir(), 'gatescope-digits-'));
const engines = createEngineSource({ tensorflow: 'cpu', engine: 'native', threads: 2 });
const dataset = await (await smallDigits(datasets)).load('digits');
afterAll(async () => {
  await engines.close();
  rmSync(datasets, { recursive: true });
});

async function run(folder: string, args: string[], signal = new AbortController().signal) {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const succeeded = await runZooCommand(args, { engines, dataset, folder, print, signal });
  return { succeeded, lines };
}

describe('npm run zoo', () => {
  it('trains a model and writes it with its card, which verify then confirms', async () => {
    const folder = temporaryFolder();
    const trained = await run(folder, ['train', 'lstm-32']);
    expect(trained.succeeded).toBe(true);
    expect(trained.lines.at(-1)).toMatch(/^lstm-32: written, test accuracy [\d.]+, cross-entropy /);
    expect(readdirSync(folder).sort()).toEqual(['lstm-32.json', 'lstm-32.safetensors']);

    const card = await loadCard(folder, sample);
    expect(card).toMatchObject({
      ...{ slug: 'lstm-32', options: { seed: 1, epochs: 10, dropout: 0 } },
      dataset: { name: 'digits', sha256: dataset.sha256 },
      ...{ engine: expect.stringContaining('native ') as string, keptStep: card?.totalSteps },
    });
    const { curve, evaluation } = card!;
    const { crossEntropy, accuracy } = evaluation;
    expect(curve.at(-1)).toMatchObject({ split: 'TEST', step: card!.step, crossEntropy, accuracy });

    const verified = await run(folder, ['verify', 'lstm-32']);
    expect(verified).toEqual({ succeeded: true, lines: ['lstm-32: as its card says'] });
  });

  it('trains with the options of the architecture', async () => {
    const folder = temporaryFolder();
    await run(folder, ['train', 'lstm-128-dropout']);
    const json = readFileSync(join(folder, 'lstm-128-dropout.json'), 'utf8');
    expect(JSON.parse(json)).toMatchObject({ options: { dropout: 0.5 } });
  });

  it('tells every difference from a card', async () => {
    const folder = temporaryFolder();
    await run(folder, ['train', 'lstm-32']);
    const file = join(folder, 'lstm-32.json');
    const card = JSON.parse(readFileSync(file, 'utf8')) as { evaluation: { crossEntropy: number } };
    const measured = card.evaluation.crossEntropy;
    const stated = measured + 1e-9;

    card.evaluation.crossEntropy = stated;
    writeFileSync(file, JSON.stringify(card));
    expect(await run(folder, ['verify', 'lstm-32'])).toEqual({
      succeeded: false,
      lines: [`lstm-32: crossEntropy: expected ${stated} of the card, got ${measured}`],
    });

    const elsewhere = { ...card, engine: 'native 1.0.0 another' };
    writeFileSync(file, JSON.stringify(elsewhere));
    expect((await run(folder, ['verify', 'lstm-32'])).succeeded).toBe(true);
    elsewhere.evaluation.crossEntropy = measured + 2e-4;
    writeFileSync(file, JSON.stringify(elsewhere));
    expect((await run(folder, ['verify', 'lstm-32'])).succeeded).toBe(false);
  });

  it('goes on past a model that is not there or damaged', async () => {
    const folder = temporaryFolder();
    await run(folder, ['train', 'lstm-32']);
    writeFileSync(join(folder, 'gru-64.json'), '{}');
    expect(await run(folder, ['verify', 'gru-32', 'gru-64', 'lstm-32'])).toEqual({
      succeeded: false,
      lines: [
        'gru-32: expected a card, got none',
        'gru-64: gru-64.json: slug: expected a value, got nothing',
        'lstm-32: as its card says',
      ],
    });
  });

  it.each(['train', 'verify'])(
    '%s removes what was left unfinished, and nothing else',
    async (command) => {
      const folder = temporaryFolder();
      for (const name of ['lstm-32.json.unfinished', 'cnn.safetensors.unfinished', 'README.md']) {
        writeFileSync(join(folder, name), '{');
      }
      await run(folder, [command, 'lstm-32'], AbortSignal.abort());
      expect(readdirSync(folder)).toEqual(['README.md']);
    },
  );

  it('writes nothing when it is stopped', async () => {
    const folder = temporaryFolder();
    const { succeeded, lines } = await run(folder, ['train', 'lstm-32'], AbortSignal.abort());
    expect(succeeded).toBe(false);
    expect(lines.at(-1)).toBe('stopped: nothing of lstm-32 was written');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [[], 'the command: expected train or verify, then slugs or none, got "none"'],
    [['trian'], 'the command: expected train or verify, then slugs or none, got "trian"'],
    [['train', 'lstm-33'], /^the slug: expected one of lstm-32, .*cnn, got "lstm-33"$/],
  ])('says what is wrong with %j', async (args, message) => {
    await expect(run(temporaryFolder(), args)).rejects.toThrow(message);
  });
});
