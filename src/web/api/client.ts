import {
  Client,
  cacheExchange,
  fetchExchange,
  subscriptionExchange,
  type AnyVariables,
} from '@urql/core';
import { signal } from '@preact/signals';
import { createClient as createSocket } from 'graphql-ws';

import { ApiError, apiErrorOf } from './apiError.ts';
import type { TypedDocumentString } from './documents.ts';

const ENDPOINT = '/graphql';

/** Whether the server answers, as far as the last request tells. */
export const isConnected = signal(true);

const socket = createSocket({
  url: () => `${location.origin.replace(/^http/, 'ws')}${ENDPOINT}`,
  lazy: true,
  retryAttempts: 20,
  shouldRetry: () => true,
});

/** Its cache never forgets what a model makes of an image, as that does not change. */
const client = new Client({
  url: ENDPOINT,
  preferGetMethod: false,
  exchanges: [
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe(
            { query, variables: variables as Record<string, unknown> },
            // The two packages differ in how they write an answer without data.
            sink as Parameters<typeof socket.subscribe>[1],
          ),
        }),
      }),
    }),
  ],
});

/** How new an answer must be: `kept` takes one that is kept here, where there is one. */
export type Freshness = 'kept' | 'new';

/**
 * @returns the data of the answer
 * @throws ApiError also where the server cannot be reached
 */
export async function ask<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  freshness: Freshness = 'kept',
): Promise<Data> {
  const requestPolicy = freshness === 'kept' ? 'cache-first' : 'network-only';
  const { data, error } = await client.query<Data, Variables>(document.toString(), variables, {
    requestPolicy,
  });
  return answered(data, error);
}

/** @throws ApiError */
export async function send<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, error } = await client.mutation<Data, Variables>(document.toString(), variables);
  return answered(data, error);
}

function answered<Data>(
  data: Data | undefined,
  error: Parameters<typeof apiErrorOf>[0] | undefined,
): Data {
  const failure = error === undefined ? null : apiErrorOf(error);
  isConnected.value = failure?.code !== 'UNREACHABLE';
  if (failure !== null) throw failure;
  if (data === undefined) throw new ApiError('UNREACHABLE', 'The server gave no answer.');
  return data;
}

/** @returns how to end it */
export function watch<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  news: (data: Data) => void,
): () => void {
  const watching = client
    .subscription<Data, Variables>(document.toString(), variables)
    .subscribe(({ data }) => {
      if (data) news(data);
    });
  return () => watching.unsubscribe();
}

const RETRY_MS = 2_000;

/** Asks for signs of life while there are none. */
export function watchConnection(): void {
  isConnected.subscribe((connected) => {
    if (connected) return;
    const timer = setInterval(() => {
      void fetch('/healthz')
        .then((response) => {
          if (!response.ok) return;
          clearInterval(timer);
          isConnected.value = true;
        })
        .catch(() => undefined);
    }, RETRY_MS);
  });
}
