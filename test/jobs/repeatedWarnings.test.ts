import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';

import { RepeatedWarnings } from '../../src/jobs/repeatedWarnings.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('an error that comes again and again is told once a minute, others beside it', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const lines: string[] = [];
  const warnings = new RepeatedWarnings(pino({}, { write: (line) => lines.push(line) }));
  const refused = () => warnings.warn(new Error('connect ECONNREFUSED'), 'not connected');
  for (let count = 0; count < 100; count++) refused();
  warnings.warn(new Error('terminated'), 'not connected');
  refused();
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { msg: 'not connected', err: { message: 'connect ECONNREFUSED' } },
    { msg: 'not connected', err: { message: 'terminated' } },
  ]);
  vi.advanceTimersByTime(60_001);
  refused();
  refused();
  expect(lines).toHaveLength(3);
});
