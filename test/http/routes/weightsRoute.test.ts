import { createHash } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { decodeSafetensors } from '../../../src/formats/safetensors.ts';
import { initialParameters } from '../../../src/networks/initialParameters.ts';
import { parametersFromTensors } from '../../../src/networks/namedParameters.ts';
import type { ModelRecord } from '../../../src/store/records.ts';
import { addModel, revalidation, startTestService, type TestService } from '../testService.ts';

let service: TestService;
let model: ModelRecord;
beforeAll(async () => {
  service = await startTestService();
  model = await addModel(service, { cell: 'GRU', units: 4 }, { name: 'tiny', seed: 9 });
});
afterAll(() => service.close());

const path = '/models/tiny/weights.safetensors';

test('the url of an artifact leads to the weights, which may be kept for ever', async () => {
  const { data } = await service.ask<{
    model: { weights: { url: string; bytes: number; sha256: string; format: string } };
  }>('{ model(model: "tiny") { weights { url bytes sha256 format } } }');
  const { url, bytes, sha256, format } = data.model.weights;
  const response = await service.get(url);
  const file = new Uint8Array(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(file.length).toBe(bytes);
  expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
  expect(format).toBe('safetensors');
  expect(parametersFromTensors(model.network, decodeSafetensors(file))).toEqual(
    initialParameters(model.network, 9),
  );
});

test('without the hash the weights are asked for again each time', async () => {
  const response = await service.get(path);
  const etag = response.headers.get('etag') ?? '';
  await response.arrayBuffer();
  expect(etag).toBe(`"${model.weights.sha256}"`);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="tiny.safetensors"',
  );
  const again = await service.get(path, revalidation(etag));
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test.each([
  [
    '/models/nobody/weights.safetensors',
    'model: expected the slug or global id of a model, got "nobody"',
  ],
  [`${path}?sha256=00`, `sha256: expected MODEL, which the weights of tiny have, got "00"`],
])('%s is not found', async (url, message) => {
  const response = await service.get(url);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    errors: [
      {
        message: message.replace('MODEL', model.weights.sha256),
        extensions: { code: 'MODEL_NOT_FOUND' },
      },
    ],
  });
});

test('what keeps the weights from being had is not to be kept in their place', async () => {
  const sha256 = '0'.repeat(64);
  await addModel(service, { cell: 'GRU', units: 4 }, { name: 'damaged', sha256 });
  const response = await service.get(`/models/damaged/weights.safetensors?sha256=${sha256}`);
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'WEIGHTS_CORRUPT' } }],
  });
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('etag')).toBeNull();
  expect(response.headers.get('content-disposition')).toBeNull();
});
