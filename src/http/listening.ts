import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { GatescopeError } from '../errors.ts';

/** How long answers under way may take to be finished once the server is to stop. */
const DRAIN_MS = 10_000;
const IDLE_CHECK_MS = 50;

/**
 * @param port 0 for any that is free
 * @returns the port
 * @throws GatescopeError PORT_IN_USE, or INVALID_CONFIGURATION for an address that cannot be had
 */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw explained(error, port, host);
  }
  return (server.address() as AddressInfo).port;
}

/** Takes no more connections and returns when those that there are have ended, or been ended. */
export async function stopListening(server: Server, drainMs = DRAIN_MS): Promise<void> {
  if (!server.listening) return;
  const drained = new AbortController();
  server.close(() => drained.abort());
  const patience = AbortSignal.timeout(drainMs);
  // A connection that is kept alive is idle only once its answer has gone out.
  while (!drained.signal.aborted && !patience.aborted) {
    server.closeIdleConnections();
    await sleep(IDLE_CHECK_MS, undefined, { signal: drained.signal }).catch(() => undefined);
  }
  server.closeAllConnections();
}

function explained(error: unknown, port: number, host: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const message = `PORT: another program listens on port ${port} of ${host} already`;
    return new GatescopeError('PORT_IN_USE', message, { cause: error });
  }
  if (code === 'EACCES') {
    const message = `PORT: this user may not listen on port ${port}`;
    return new GatescopeError('INVALID_CONFIGURATION', message, { cause: error });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const message =
      `HOST: expected an address of this machine, got ${host}. The environment sets it, as conda does ` +
      'for its compilers; HOST=127.0.0.1 listens on this machine alone.';
    return new GatescopeError('INVALID_CONFIGURATION', message, { cause: error });
  }
  return error;
}

/**
 * Whether the server could listen there, before anything else is started.
 *
 * @throws GatescopeError as `listen`
 */
export async function checkAddress(port: number, host: string): Promise<void> {
  const server = createServer();
  await listen(server, port, host);
  server.close();
  await once(server, 'close');
}

/** The address to open in a browser on this machine. */
export function addressOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
