import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

describe('a request id', () => {
  test('is given to each request', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => (await service.get('/healthz')).headers.get('x-request-id')),
    );
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[1]).not.toBe(ids[0]);
  });

  test('is kept where a balancer gave one, unless it would harm a log', async () => {
    const sent = async (id: string) =>
      (await service.get('/healthz', { 'x-request-id': id })).headers.get('x-request-id');
    expect(await sent('edge-7.a_B')).toBe('edge-7.a_B');
    expect(await sent('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
    expect(await sent('a"b')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
