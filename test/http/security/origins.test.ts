import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestService, type TestService } from '../testService.ts';

const ORIGIN = 'https://dashboard.example';
/** Of log-ins, OpenTelemetry, Sentry and Apollo's clients. */
const HEADERS_OF_CLIENTS = [
  ...['authorization', 'traceparent', 'sentry-trace', 'baggage'],
  ...['apollographql-client-name', 'apollographql-client-version'],
];

let service: TestService;
beforeAll(async () => {
  service = await startTestService([ORIGIN]);
});
afterAll(() => service.close());

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
    const allowed = headers.get('access-control-allow-headers')?.split(', ');
    expect(allowed).toEqual(expect.arrayContaining(['content-type', ...HEADERS_OF_CLIENTS]));
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
