import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestService, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

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
