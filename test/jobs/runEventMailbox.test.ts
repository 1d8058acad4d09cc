import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { RunEventMailbox } from '../../src/jobs/runEventMailbox.ts';
import type { RunProgress } from '../../src/jobs/runEventMessage.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function progress(step: number, ended = false): RunProgress {
  const unknown = { loss: null, accuracy: null, examplesPerSecond: null, secondsLeft: null };
  return { kind: 'progress', runId: 'run', step, ended, ...unknown };
}

const refetch = { kind: 'refetch' } as const;

test('a slow subscriber gets the newest message and not the ones before', async () => {
  const mailbox = new RunEventMailbox(vi.fn());
  for (let step = 1; step <= 1000; step++) mailbox.put(progress(step));
  expect(await mailbox.next()).toEqual({ done: false, value: progress(1000) });
});

test('the end is not overwritten, and nothing comes after it', async () => {
  const close = vi.fn();
  const mailbox = new RunEventMailbox(close);
  mailbox.put(progress(10, true));
  mailbox.put(progress(9));
  mailbox.put(refetch);
  expect(await mailbox.next()).toEqual({ done: false, value: progress(10, true) });
  expect(await mailbox.next()).toEqual({ done: true, value: undefined });
  expect(close).toHaveBeenCalledWith(mailbox);
});

test('a call to look again gives way to the end of the run alone', async () => {
  const mailbox = new RunEventMailbox(vi.fn());
  mailbox.put(refetch);
  mailbox.put(progress(3));
  expect(await mailbox.next()).toEqual({ done: false, value: refetch });
  mailbox.put(refetch);
  mailbox.put(progress(4, true));
  expect(await mailbox.next()).toEqual({ done: false, value: progress(4, true) });
});

test('a subscriber that waits is woken by a message', async () => {
  const mailbox = new RunEventMailbox(vi.fn());
  const waiting = mailbox.next();
  mailbox.put(progress(1));
  expect(await waiting).toEqual({ done: false, value: progress(1) });
  expect(vi.getTimerCount()).toBe(0);
});

test('after seconds of silence a subscriber is told to look for itself', async () => {
  const mailbox = new RunEventMailbox(vi.fn());
  const waiting = mailbox.next();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await waiting).toEqual({ done: false, value: refetch });
});

test('leaving ends a wait and leaves no timer', async () => {
  const close = vi.fn();
  const mailbox = new RunEventMailbox(close);
  const waiting = mailbox.next();
  await mailbox.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await mailbox.next()).toEqual({ done: true, value: undefined });
  expect(close).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
