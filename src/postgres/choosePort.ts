import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections, so that none of those has ours while
 * Postgres is down for a moment.
 */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const TRIES = 20;

/** The preferred TCP port if it is free on the host, else any free one. */
export async function choosePort(host: string, preferred: number | null): Promise<number> {
  if (preferred !== null && (await freePort(host, preferred)) !== null) return preferred;
  for (let i = 0; i < TRIES; i++) {
    const port = await freePort(host, randomInt(LOWEST, HIGHEST));
    if (port !== null) return port;
  }
  const port = await freePort(host, 0);
  if (port === null) throw new Error(`no TCP port is free on ${host}`);
  return port;
}

/** The port, or one that the system chooses for 0; null when it is taken. */
async function freePort(host: string, port: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch {
    return null;
  }
  const found = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return found;
}
