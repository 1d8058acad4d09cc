import type { IncomingMessage } from 'node:http';

/** The path of a request's address, without its parameters. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  if (url.startsWith('/')) return url.split(/[?#]/, 1)[0] as string;
  // A proxy is asked with a whole address, and a server may be, too.
  return URL.canParse(url) ? new URL(url).pathname : url;
}
