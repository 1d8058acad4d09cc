import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** Passes connections on to a Postgres, until it hangs: then nothing comes through, and nothing closes. */
export class HangingProxy {
  readonly url: string;
  readonly #server;
  readonly #sockets: Set<Socket>;
  #hangs = false;

  private constructor(url: string, server: ReturnType<typeof createServer>, sockets: Set<Socket>) {
    this.url = url;
    this.#server = server;
    this.#sockets = sockets;
  }

  /** @param target the address of a Postgres, with its port */
  static async start(target: string): Promise<HangingProxy> {
    const url = new URL(target);
    const { hostname } = url;
    const port = Number(url.port);
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const postgres = connect(port, hostname);
      for (const [from, to] of [
        [client, postgres],
        [postgres, client],
      ] as const) {
        sockets.add(from);
        from.on('data', (bytes) => {
          if (!proxy.#hangs) to.write(bytes);
        });
        from.on('error', () => undefined);
        from.on('close', () => {
          if (!proxy.#hangs) to.destroy();
        });
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as { port: number }).port);
    const proxy = new HangingProxy(url.href, server, sockets);
    return proxy;
  }

  hang(): void {
    this.#hangs = true;
  }

  /** New connections come through again; the old ones stay as dead as they are. */
  recover(): void {
    for (const socket of this.#sockets) socket.removeAllListeners('data').pause();
    this.#hangs = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
