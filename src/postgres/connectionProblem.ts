import { GatescopeError } from '../errors.ts';

/** A connection that could not be made, in words: why, which setting says so, and what to do. */
interface Problem {
  message: string;
  /** Whether it may pass by itself, as when a machine starts and Postgres comes up after us. */
  passes: boolean;
}

/** Where a URL leads, without its password. */
interface Place {
  server: string;
  host: string;
  user: string;
  database: string;
}

/**
 * The error to throw when Postgres cannot be connected to: DATABASE_UNAVAILABLE where waiting may help,
 * else INVALID_CONFIGURATION.
 */
export function connectionError(cause: unknown, databaseUrl: string): GatescopeError {
  const { message, passes } = problemOf(cause, placeOf(databaseUrl));
  const code = passes ? 'DATABASE_UNAVAILABLE' : 'INVALID_CONFIGURATION';
  return new GatescopeError(code, message, { cause });
}

function problemOf(cause: unknown, place: Place): Problem {
  const { code = '', message = '' } = (cause ?? {}) as { code?: string; message?: string };
  const known = byCode.find(([pattern]) => pattern.test(code));
  if (known !== undefined) return known[1](place, message);
  if (/does not support SSL/.test(message)) return noTls(place);
  if (/timeout expired|Connection terminated|timeout/i.test(message)) {
    const expected = `no answer from Postgres at ${place.server}; the network may drop what is sent there`;
    return { message: `DATABASE_URL: ${expected}`, passes: true };
  }
  return { message: `Postgres at ${place.server} cannot be reached: ${message}`, passes: true };
}

type Explanation = (place: Place, message: string) => Problem;

const wrong = (message: string): Problem => ({
  message: `DATABASE_URL: ${message}`,
  passes: false,
});
const passing = (message: string): Problem => ({ message, passes: true });

/** Node's codes, and Postgres' SQLSTATEs. */
const byCode: readonly [RegExp, Explanation][] = [
  [
    /^ECONNREFUSED$/,
    ({ server }) =>
      passing(`Nothing listens at ${server}. Is Postgres started, and DATABASE_URL right?`),
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/,
    ({ server }) => passing(`No network leads to ${server}`),
  ],
  [/^EAI_AGAIN$/, ({ host }) => passing(`The name ${host} cannot be looked up at the moment`)],
  [/^ENOTFOUND$/, ({ host }) => wrong(`no host has the name ${host}`)],
  [
    /^28P01$/,
    ({ server, user }) => wrong(`Postgres at ${server} refuses the password of user ${user}`),
  ],
  [
    /^28000$/,
    ({ server, user }, message) =>
      wrong(
        `Postgres at ${server} does not let user ${user} in: ${message}` +
          (/no encryption/.test(message) ? '. Add sslmode=require to ask for TLS.' : ''),
      ),
  ],
  [
    /^3D000$/,
    ({ server, database }) =>
      wrong(
        `Postgres at ${server} has no database ${database}. Make it: CREATE DATABASE ${quoted(database)};`,
      ),
  ],
  [
    /^42501$/,
    ({ user, database }) =>
      wrong(
        `user ${user} may not connect to ${database}. ` +
          `Let it: GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(user)};`,
      ),
  ],
  [
    /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS)/,
    ({ server }, message) =>
      wrong(
        `the certificate of Postgres at ${server} is not trusted: ${message}. Name the one that ` +
          'signed it: sslrootcert=FILE; or take any: sslmode=no-verify.',
      ),
  ],
  [/^08P01$/, ({ server }, message) => wrong(`${server} refuses the connection: ${message}`)],
  [/^53300$/, ({ server }) => passing(`Postgres at ${server} has no connection free`)],
  [/^57P0/, ({ server }) => passing(`Postgres at ${server} is starting or stopping`)],
];

function noTls({ server }: Place): Problem {
  return wrong(`Postgres at ${server} speaks no TLS. Set sslmode=disable if it need not.`);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** As `pg` reads it, with Postgres' defaults. */
export function placeOf(databaseUrl: string): Place {
  const url = new URL(databaseUrl);
  const host = decodeURIComponent(url.searchParams.get('host') ?? url.hostname) || 'localhost';
  const user = decodeURIComponent(url.username) || 'postgres';
  const database = decodeURIComponent(url.pathname.slice(1)) || user;
  return {
    host,
    user,
    database,
    server: host.startsWith('/') ? host : `${host}:${url.port || 5432}`,
  };
}
