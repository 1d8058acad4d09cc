import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peerPython } from '../../bench/peerPython.ts';
import { architectures } from '../../src/zoo/architectures.ts';
import { RunningService } from '../running/runningService.ts';

const script = fileURLToPath(new URL('../../examples/load_into_pytorch.py', import.meta.url));
const run = promisify(execFile);
const recurrent = architectures.filter(({ recipe }) => 'cell' in recipe);
const IMAGES = '100';

describe('examples/load_into_pytorch.py', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
  });
  afterAll(() => service.remove());

  test.each(recurrent.map(({ slug }) => slug))('%s gives the same logits', async (slug) => {
    const { stdout } = await run(peerPython('logits'), [script, slug, IMAGES, service.url]);
    const [, difference] = /logits after 28 rows differ by at most (\S+)\n$/.exec(stdout) ?? [];
    expect(Number(difference)).toBeLessThanOrEqual(1e-4);
  });

  test.each([
    ['cnn', 'model: expected one that is recurrent, got cnn\n'],
    ['no-such-model', 'model: expected the slug or global id of a model, got "no-such-model"\n'],
  ])('says what is wrong with %s', async (slug, message) => {
    const failing = run(peerPython('logits'), [script, slug, IMAGES, service.url]);
    await expect(failing).rejects.toMatchObject({ code: 1, stderr: message });
  });
});
