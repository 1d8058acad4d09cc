import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { revalidation, startTestService, type TestService } from './testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

test('health and readiness are told', async () => {
  const health = await service.get('/healthz');
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const ready = await service.get('/readyz');
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
});

describe('a browser', () => {
  test('gets the dashboard, whose every file is here', async () => {
    const root = await service.get('/', { accept: 'text/html' });
    const page = await root.text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect([root.status, files.length > 1]).toEqual([200, true]);
    for (const file of files) expect((await service.get(file)).status, file).toBe(200);
    expect(page).not.toMatch(/<script(?![^>]+src=)|<style|https?:/);
  });

  test('gets the Sandbox at /graphql, without telemetry', async () => {
    const response = await service.get('/graphql', { accept: 'text/html' });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('embeddable-sandbox');
    expect(page).toContain('"runTelemetry":false');
  });

  test('gets GraphiQL in one page that fetches nothing from elsewhere', async () => {
    const response = await service.get('/graphiql');
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('"endpoint":"graphql"');
    expect(page).toMatch(
      /\{ \.\.\.\{"title":"Gatescope",[^]{1,900}, variables: variablesOfAddress /,
    );
    const markup = page.replace(/<script>.*?<\/script>/gs, '');
    expect(markup).toContain('<meta name="viewport" content="width=device-width');
    // Else `lstm-3x32` is shown with a sign for its x that nobody can type.
    expect(markup).toMatch(/\.view-lines \{[^}]*'liga' 0, 'calt' 0 !important/);
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
