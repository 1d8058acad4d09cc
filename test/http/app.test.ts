import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { revalidation, startTestService, type TestService } from './testService.ts';

const ORIGIN = 'https://dashboard.example';

let service: TestService;
beforeAll(async () => {
  service = await startTestService([ORIGIN]);
});
afterAll(() => service.close());

test('health and readiness are told', async () => {
  const health = await service.get('/healthz');
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const ready = await service.get('/readyz');
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
});

test('metrics count requests by their route', async () => {
  await (await service.get('/healthz')).text();
  await (await service.get('/tensors/x.npy')).text();
  await (await service.get('/nothing/here')).text();
  const response = await service.get('/metrics');
  const text = await response.text();
  expect(response.headers.get('content-type')).toMatch('text/plain');
  expect(text).toMatch(
    /^gatescope_http_requests_total{method="GET",route="\/healthz",status="200"} [1-9]/m,
  );
  expect(text).toMatch(
    /^gatescope_http_requests_total{.*route="\/tensors\/:file",status="400"} 1$/m,
  );
  expect(text).toMatch(/^gatescope_http_requests_total{.*route="other",status="404"} 1$/m);
  expect(text).toMatch(/^gatescope_http_request_seconds_bucket{.*} \d/m);
  expect(text).toMatch(/^gatescope_http_requests_in_flight 1$/m);
  expect(text).toMatch(/^gatescope_subscription_sockets 0$/m);
  expect(text).toMatch(/^gatescope_inspections_waiting 0$/m);
  expect(text).toMatch(/^process_cpu_seconds_total /m);
});

describe('a browser', () => {
  test('gets the Sandbox at /graphql, and is led there', async () => {
    const page = await service.get('/graphql', { accept: 'text/html' });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('embeddable-sandbox');
    const root = await service.get('/', { accept: 'text/html' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/graphql']);
  });

  test('gets GraphiQL in one page that fetches nothing from elsewhere', async () => {
    const response = await service.get('/graphiql');
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('"endpoint":"/graphql"');
    // Outside of the scripts in it.
    const markup = page.slice(0, page.indexOf('<script>'));
    expect(markup).not.toMatch(/(src|href)=["']?https?:|@import|url\(["']?https?:/);
    expect(page).not.toMatch(/<script[^>]+src=/);
    const etag = response.headers.get('etag') ?? '';
    expect((await service.get('/graphiql', revalidation(etag))).status).toBe(304);
  });

  test('is told not to frame, sniff or tell', async () => {
    const { headers } = await service.get('/healthz');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.has('x-powered-by')).toBe(false);
  });
});

describe('a page of', () => {
  const preflight = (origin: string) =>
    fetch(`${service.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });

  test('an allowed origin may ask and read', async () => {
    const { status, headers } = await preflight(ORIGIN);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(headers.get('access-control-allow-headers')).toContain('content-type');
    expect(headers.get('vary')?.toLowerCase()).toContain('origin');
    const answer = await service.post('{"query":"{ __typename }"}', { origin: ORIGIN });
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
    const file = await service.get('/tensors/image.pixels.npy?dataset=mnist&index=0', {
      origin: ORIGIN,
    });
    expect(file.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });

  test('another origin may not', async () => {
    const { headers } = await preflight('https://evil.example');
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.has('access-control-allow-methods')).toBe(false);
  });
});

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

test('what there is not answers 404, and a strange path does no harm', async () => {
  const response = await service.get('/nothing');
  expect([response.status, await response.json()]).toEqual([
    404,
    {
      errors: [
        { message: 'There is nothing at "/nothing"', extensions: { code: 'ROUTE_NOT_FOUND' } },
      ],
    },
  ]);
  for (const path of ['/models/%E0%A4%A/weights.safetensors', '//evil.example/tensors/x.npy']) {
    const status = await new Promise((resolve, reject) => {
      const asked = request(service.url, { path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.once('error', reject).end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
});
