import type { Step } from '../step.ts';

const headers = {
  methods: 'GET, HEAD, POST',
  /** Ours and Apollo's, and what clients add for log-ins, tracing and statistics. */
  allowed: [
    ...['content-type', 'apollo-require-preflight', 'x-apollo-operation-name', 'x-request-id'],
    ...['authorization', 'traceparent', 'tracestate', 'sentry-trace', 'baggage'],
    ...['apollographql-client-name', 'apollographql-client-version', 'if-none-match'],
  ].join(', '),
  exposed: 'etag, x-request-id',
  /** Seconds for which a browser need not ask again. */
  maxAge: '600',
} as const;

/** Cross-origin resource sharing: tells browsers that pages of these origins may read our answers. */
export function cors(origins: readonly string[]): Step {
  return (request, response, next) => {
    response.appendHeader('vary', 'origin');
    const { origin } = request.headers;
    const allowed = origin !== undefined && origins.includes(origin);
    if (allowed) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', headers.exposed);
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    if (allowed) {
      response.setHeader('access-control-allow-methods', headers.methods);
      response.setHeader('access-control-allow-headers', headers.allowed);
      response.setHeader('access-control-max-age', headers.maxAge);
    }
    response.statusCode = 204;
    response.end();
  };
}
