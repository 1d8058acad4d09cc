import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';

/**
 * Hands over the body of a request once all of it is there, and puts it back first, so that whoever
 * reads the request afterwards finds it untouched. A client that leaves before is not heard of.
 *
 * @param length of the body in bytes, as the request says; at least 1
 */
export function peekAtBody(
  request: IncomingMessage,
  length: number,
  seen: (body: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not by 'data': a stream that has begun to flow loses what nobody takes at once.
  const scope = new AsyncResource('BODY');
  const read = () => {
    for (let chunk = take(request); chunk !== null; chunk = take(request)) {
      chunks.push(chunk);
      bytes += chunk.length;
    }
    if (bytes < length) return;
    request.off('readable', read);
    const [first] = chunks as [Buffer];
    const body = chunks.length === 1 ? first : Buffer.concat(chunks);
    request.unshift(body);
    scope.runInAsyncScope(seen, null, body);
  };
  request.on('readable', read);
}

function take(request: IncomingMessage): Buffer | null {
  return request.read() as Buffer | null;
}
