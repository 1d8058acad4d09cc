import type { Step } from '../step.ts';

/** Our pages cannot be framed, files are what their type says, and links tell nothing of us. */
export const securityHeaders: Step = (_request, response, next) => {
  response
    .setHeader('x-content-type-options', 'nosniff')
    .setHeader('x-frame-options', 'DENY')
    .setHeader('referrer-policy', 'no-referrer')
    .setHeader('cross-origin-opener-policy', 'same-origin');
  next();
};
