import { createClient } from 'graphql-ws';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

import {
  addModel,
  startTestService,
  type AnsweredError,
  type TestService,
} from '../testService.ts';

export interface AskedBothWays {
  /** It has the model `wide`. */
  service: TestService;
  /** Codes and messages over HTTP, which must be the same over WebSocket. */
  refusals(query: string, variables?: object): Promise<{ code: string; message: string }[]>;
  close(): Promise<void>;
}

/** A service that is asked over HTTP and over WebSocket alike. */
export async function askBothWays(): Promise<AskedBothWays> {
  const service = await startTestService();
  await addModel(service, { cell: 'LSTM', units: 200 }, { name: 'wide' });
  const client = createClient({
    url: `${service.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const told = (errors: readonly AnsweredError[]) =>
    errors.map(({ extensions, message }) => ({ code: extensions.code, message }));
  const overSocket = (query: string, variables: Record<string, unknown>) =>
    new Promise<readonly AnsweredError[]>((resolve, reject) => {
      const error = (errors: unknown) => resolve(errors as readonly AnsweredError[]);
      const complete = () => reject(new Error('no error'));
      client.subscribe({ query, variables }, { next: complete, error, complete });
    });
  return {
    service,
    async refusals(query, variables = {}) {
      const response = await service.post(JSON.stringify({ query, variables }));
      expect(response.status).toBe(400);
      const { errors } = (await response.json()) as { errors: AnsweredError[] };
      expect(told(await overSocket(query, { ...variables }))).toEqual(told(errors));
      return told(errors);
    },
    async close() {
      await client.dispose();
      await service.close();
    },
  };
}

export function repeated(count: number, part: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => part(n)).join(' ');
}

/** What `refusals` gives for one limit alone. */
export function tooLarge(message: string): unknown {
  return [{ code: 'QUERY_TOO_LARGE', message: `query: expected ${message}` }];
}
