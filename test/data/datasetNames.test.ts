import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogOf, mnistSha256 } from './catalogOf.ts';
import { shapes, temporaryFolder, writeDataset } from './datasetFolder.ts';

test.each([
  '../shapes',
  'a/../shapes',
  'shapes/',
  '/etc',
  '',
  '.',
  '..',
  'a..b',
  '.shapes',
  'Shapes',
  'é',
  'a'.repeat(65),
  'shapes\n',
])('the name %j is refused', async (name) => {
  const root = await temporaryFolder();
  await writeDataset(join(root, 'shapes'), shapes());

  await expect(catalogOf(root).load(name, 'input.dataset')).rejects.toThrow(
    expect.objectContaining({
      code: 'DATASET_NOT_FOUND',
      argument: 'input.dataset',
      message: expect.stringMatching(/^input\.dataset: expected a name of 1 to 64 of/) as string,
    }),
  );
});

test('a name that no folder has is not found, nor is a file', async () => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'notes'), '');
  const catalog = catalogOf(root);

  for (const name of ['fashion', 'notes']) {
    await expect(catalog.load(name, 'input.dataset')).rejects.toThrow(
      expect.objectContaining({
        code: 'DATASET_NOT_FOUND',
        message: `input.dataset: expected mnist or a folder among the user data sets, got "${name}"`,
      }),
    );
  }
});

test('folders that cannot be data sets by their names are listed with the reason', async () => {
  const root = await temporaryFolder();
  await writeDataset(join(root, 'mnist'), shapes());
  await writeDataset(join(root, 'My Shapes'), shapes());
  await writeDataset(join(root, 'a-shapes'), shapes());
  await mkdir(join(root, '.hidden'));
  await writeFile(join(root, 'notes'), '');
  const catalog = catalogOf(root);

  expect(await catalog.list()).toMatchObject([
    { name: 'mnist', problem: null, sha256: mnistSha256 },
    { name: 'My Shapes', problem: expect.stringContaining('got "My Shapes"') as string },
    { name: 'a-shapes', problem: null },
    {
      name: 'mnist',
      problem: 'mnist: the name is that of the built-in data set; rename the folder',
    },
  ]);
  expect((await catalog.load('mnist')).sha256).toBe(mnistSha256);
});
