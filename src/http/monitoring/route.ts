import type { IncomingMessage } from 'node:http';

/** Where Express notes the route of a request. */
interface Routed extends IncomingMessage {
  route?: { path?: string };
}

/** For what is answered without Express. */
export function noteRoute(request: IncomingMessage, path: string): void {
  (request as Routed).route = { path };
}

/** The pattern of the route that took the request; null when none did. */
export function routeOf(request: IncomingMessage): string | null {
  return (request as Routed).route?.path ?? null;
}
