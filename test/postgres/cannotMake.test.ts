import { expect, test } from 'vitest';

import { cannotMake } from '../../src/postgres/cannotMake.ts';

test.each([
  [
    'initdb: error: could not look up effective user ID 4242: user does not exist\n',
    'could not look up effective user ID 4242: user does not exist. The user id that this runs as has no',
  ],
  [
    'popen failure: x\ninitdb: error: could not write file "/d/x": No space left on device\ninitdb: removing contents\n',
    'could not write file "/d/x": No space left on device. Make room on that disk',
  ],
  ['initdb: error: something new\n', '/data: something new.'],
])('what initdb says of %j is told with what to do', (output, told) => {
  const { code, message } = cannotMake('/data', output);
  expect(code).toBe('DATABASE_UNAVAILABLE');
  expect(message).toContain('Postgres cannot make its data in /data: ');
  expect(message).toContain(told);
});
