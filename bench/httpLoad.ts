import { Agent, request } from 'node:http';

/** One request of a load; `body` makes it a POST of JSON. */
export interface LoadRequest {
  path: string;
  body?: string;
}

export interface LoadOutcome {
  /** Answers a second over the whole load. */
  perSecond: number;
  /** Of the time from sending a request to the last byte of its answer, in milliseconds. */
  medianMs: number;
  p99Ms: number;
}

/**
 * Sends `count` requests over `connections` kept-alive connections, on each the next one as soon as
 * the answer before is there.
 *
 * @param address `http://host:port`
 * @param nth the request number n; different ones, so that nothing can be answered from a cache
 * @throws Error when an answer is not 200 or tells of errors
 */
export async function httpLoad(
  address: string,
  nth: (n: number) => LoadRequest,
  { count, connections }: { count: number; connections: number },
): Promise<LoadOutcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const connection = async () => {
    while (next < count) {
      const sent = performance.now();
      await send(agent, address, nth(next++));
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const quantile = (part: number) => times[Math.floor(part * (times.length - 1))] as number;
  return { perSecond: count / seconds, medianMs: quantile(0.5), p99Ms: quantile(0.99) };
}

/** The text of the answer. */
export function send(agent: Agent, address: string, { path, body }: LoadRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const headers =
      body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(`${address}${path}`, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200 && !text.startsWith('{"errors"')) resolve(text);
        else reject(new Error(`${path}: ${response.statusCode ?? 0} ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
