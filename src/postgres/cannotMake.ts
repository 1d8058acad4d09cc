import { GatescopeError } from '../errors.ts';

/** What initdb says of faults that a user can mend, and how. */
const remedies: readonly [RegExp, string][] = [
  [
    /No space left on device/,
    'Make room on that disk, or set GATESCOPE_DATA to a folder on another.',
  ],
  [
    /could not look up effective user ID/,
    'The user id that this runs as has no entry in /etc/passwd: give it one, start as another user, or ' +
      'set DATABASE_URL to a Postgres of your own.',
  ],
  [
    /Permission denied|Operation not permitted|Read-only file system/,
    'Let this user write there, or set GATESCOPE_DATA to another folder.',
  ],
];

/** @param output of initdb, on standard error */
export function cannotMake(folder: string, output: string): GatescopeError {
  const [line] = output.match(/^.*(?:error|FATAL).*$/m) ?? [output.trim().split('\n').at(-1) ?? ''];
  const reason = line.replace(/^.*?(?:error|FATAL): */, '');
  const remedy = remedies.find(([pattern]) => pattern.test(output))?.[1] ?? '';
  return new GatescopeError(
    'DATABASE_UNAVAILABLE',
    `Postgres cannot make its data in ${folder}: ${reason}. ${remedy}`.trim(),
    { cause: output },
  );
}
