import { batch, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';

import { ApiError } from '../api/apiError.ts';
import { isConnected } from '../api/client.ts';

/** Something that is fetched or computed, and stays in view until the next is there. */
export interface Resource<T> {
  /** The newest that there is, null before the first; of another request while `isLate`. */
  value: ReadonlySignal<T | null>;
  error: ReadonlySignal<ApiError | null>;
  /** Whether the next has been on its way for so long that one should see it. */
  isLate: ReadonlySignal<boolean>;
  /** Whether the value is there and that of this key. */
  isOf(key: string): boolean;
  /** Fetches anew. */
  renew(): void;
}

export interface Wanted<T> {
  /** Equal keys want the same. */
  key: string;
  load: () => Promise<T> | T;
}

const LATE_MS = 100;

/**
 * @param wanted what is wanted now, followed as signals change; null keeps what there is
 * @param kept how many results are kept by their keys
 */
export function resource<T>(wanted: () => Wanted<T> | null, kept = 24): Resource<T> {
  const value = signal<T | null>(null);
  const error = signal<ApiError | null>(null);
  const isLate = signal(false);
  const turn = signal(0);
  const results = new Map<string, T>();
  let current = '';
  let settled = '';
  let lastTurn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = (key: string, result: T | null, failure: ApiError | null) => {
    if (key !== current || failure?.code === 'SUPERSEDED') return;
    clearTimeout(timer);
    batch(() => {
      isLate.value = false;
      error.value = failure;
      if (failure !== null) return;
      settled = key;
      value.value = result;
    });
  };
  const keep = (key: string, result: T) => {
    results.delete(key);
    results.set(key, result);
    for (const oldest of results.keys()) {
      if (results.size <= kept) break;
      results.delete(oldest);
    }
  };
  effect(() => {
    const isRenewed = turn.value !== lastTurn;
    lastTurn = turn.value;
    const request = wanted();
    if (request === null) return;
    const { key, load } = request;
    if (key === current && !isRenewed) return;
    current = key;
    const known = results.get(key);
    if (known !== undefined) {
      settle(key, known, null);
      return;
    }
    // What it reads of signals is no reason to load again.
    const loaded = untracked(() => attempt(load));
    if (!(loaded instanceof Promise)) {
      keep(key, loaded);
      settle(key, loaded, null);
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => key === current && (isLate.value = true), LATE_MS);
    loaded.then(
      (result) => {
        keep(key, result);
        settle(key, result, null);
      },
      (failure: unknown) => settle(key, null, asApiError(failure)),
    );
  });
  const renew = () => {
    results.clear();
    turn.value++;
  };
  // What failed for want of the server is asked for again when it is back.
  isConnected.subscribe((connected) => {
    if (connected && error.peek()?.code === 'UNREACHABLE') renew();
  });
  return { value, error, isLate, renew, isOf: (key) => settled === key };
}

/** What throws at once fails as a promise would. */
function attempt<T>(load: () => Promise<T> | T): Promise<T> | T {
  try {
    return load();
  } catch (failure) {
    return Promise.reject(asApiError(failure));
  }
}

function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) return failure;
  return new ApiError('INTERNAL', failure instanceof Error ? failure.message : String(failure));
}
