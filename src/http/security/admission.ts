import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

import { misfit, shown, type GatescopeError } from '../../errors.ts';
import type { Step } from '../step.ts';

export interface AdmissionOptions {
  /** Origins whose pages may use the API, beside our own. */
  origins: readonly string[];
  /** The address that the server listens on; null before it does. */
  listensOn: () => string | null;
}

/** Methods that change nothing here: Apollo executes no mutation that comes by GET. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps out what a foreign web page makes the browser of our user send. What is no browser sends no
 * origin and is let in.
 */
export class Admission {
  readonly #origins: readonly string[];
  readonly #hostNames: Set<string>;
  readonly #listensOn: () => string | null;

  constructor({ origins, listensOn }: AdmissionOptions) {
    this.#origins = origins;
    this.#hostNames = new Set(['localhost', ...origins.map((origin) => hostName(new URL(origin)))]);
    this.#listensOn = listensOn;
  }

  /** A name that the server was told to listen on is one of its own, wherever it leads. */
  answerTo(host: string): void {
    this.#hostNames.add(host.toLowerCase());
  }

  /** Refuses a request for a foreign host and, where it may change something, of a foreign origin. */
  readonly check: Step = (request, _response, next) => {
    const refusal =
      this.#foreignHost(request) ??
      (READING.has(request.method ?? '') ? null : this.#foreignOrigin(request));
    if (refusal === null) next();
    else throw refusal;
  };

  /** Why a WebSocket is not opened; null when it may be. */
  refusalOfUpgrade(request: IncomingMessage): GatescopeError | null {
    return this.#foreignHost(request) ?? this.#foreignOrigin(request);
  }

  /**
   * A server for this machine alone answers to names of this machine alone. A page whose name an
   * attacker lets point here (DNS rebinding) would else count as one of our own.
   */
  #foreignHost({ headers: { host } }: IncomingMessage): GatescopeError | null {
    const bound = this.#listensOn();
    if (host === undefined || bound === null || !isLoopback(bound)) return null;
    const name = URL.canParse(`http://${host}`) ? hostName(new URL(`http://${host}`)) : '';
    if (this.#hostNames.has(name) || isLoopback(name)) return null;
    const expected = 'localhost, a loopback address or a host of GATESCOPE_ORIGINS';
    return misfit('HOST_NOT_ALLOWED', 'Host', expected, shown(host));
  }

  #foreignOrigin({ headers: { origin, host } }: IncomingMessage): GatescopeError | null {
    if (origin === undefined || this.#origins.includes(origin)) return null;
    if (host !== undefined && isSameOrigin(origin, host)) return null;
    const expected = 'the origin of this server or one of GATESCOPE_ORIGINS';
    return misfit('ORIGIN_NOT_ALLOWED', 'Origin', expected, shown(origin));
  }
}

/** A proxy may write the usual port of the scheme into the host, which origins leave out. */
function isSameOrigin(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: expected } = new URL(origin);
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === expected;
}

/** A name, or an address without the brackets of version 6. */
function hostName({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
