import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { limits } from '../../../src/http/limits/limits.ts';
import { startTestService, type AnsweredError, type TestService } from '../testService.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

describe('a request that is no GraphQL', () => {
  const errorsOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: AnsweredError[] };
    return [response.status, errors.map(({ extensions }) => extensions.code)];
  };

  test('of too many bytes is refused', async () => {
    const response = await service.post(' '.repeat(limits.body + 1));
    expect(await errorsOf(response)).toEqual([413, ['QUERY_TOO_LARGE']]);
  });

  test('of no JSON is refused', async () => {
    expect(await errorsOf(await service.post('{'))).toEqual([400, ['BAD_REQUEST']]);
  });

  test('of several operations in a list is refused', async () => {
    const batch = JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(await errorsOf(await service.post(batch))).toEqual([400, ['BAD_REQUEST']]);
  });

  test('that a page of another site could send unasked is refused', async () => {
    const plain = { 'content-type': 'text/plain' };
    const response = await service.post('{"query":"{ __typename }"}', plain);
    expect(await errorsOf(response)).toEqual([400, ['BAD_REQUEST']]);
    const get = await service.get(`/graphql?query=${encodeURIComponent('{ __typename }')}`);
    expect(await errorsOf(get)).toEqual([400, ['BAD_REQUEST']]);
  });
});
