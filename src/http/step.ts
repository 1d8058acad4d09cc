import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Something that is done with a request on its way to an answer. It asks nothing of Express, so that
 * requests pass it that never get there, and Express takes it for a handler all the same.
 */
export type Step = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
