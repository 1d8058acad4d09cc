import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestService, type AnsweredError, type TestService } from './testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const paths = [
  ...['/', '/graphiql', '/healthz', '/readyz', '/metrics'],
  ...['/tensors/image.pixels.npy', '/models/any/weights.safetensors', '/pictures/figure.svg'],
];

test.each(paths.flatMap((path) => ['POST', 'PUT', 'DELETE'].map((method) => [method, path])))(
  '%s %s is told what may be done there',
  async (method, path) => {
    const response = await fetch(`${service.url}${path}`, { method });
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(errors).toEqual([
      {
        message: `method: expected GET or HEAD, got ${method}`,
        extensions: { code: 'METHOD_NOT_ALLOWED', argument: 'method' },
      },
    ]);
  },
);

test('HEAD is a GET without a body', async () => {
  const response = await fetch(`${service.url}/healthz`, { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
});
