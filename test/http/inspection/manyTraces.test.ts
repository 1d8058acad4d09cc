import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { addModel, startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  for (const name of ['one', 'two']) await addModel(service, { cell: 'GRU', units: 2 }, { name });
});
afterAll(() => service.close());

test('traces of many images look up each model once', async () => {
  const { models } = service.store;
  const finds = vi.spyOn(models, 'find');
  const images = Array.from({ length: 5 }, (_, index) => `{ example: { index: ${index} } }`);
  const { data, errors } = await service.ask<{ traces: object[] }>(
    `{ traces(images: [${images.join()}], models: ["one", "two"]) { model { slug } image { index } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.traces).toHaveLength(10);
  expect(finds.mock.calls.map(([name]) => name).sort()).toEqual(['one', 'two']);
});
