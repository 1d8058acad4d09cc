import type { Logger } from '../../logger.ts';
import { pathOf } from '../pathOf.ts';
import type { Step } from '../step.ts';
import { currentRequestId } from './requestId.ts';

/** One line for each request when its answer has ended; answers that failed stand out. */
export function requestLog(logger: Logger): Step {
  return (request, response, next) => {
    const began = performance.now();
    const requestId = currentRequestId();
    const path = pathOf(request);
    response.once('close', () => {
      const { statusCode } = response;
      const level = statusCode >= 500 ? 'warn' : 'debug';
      const milliseconds = Math.round(performance.now() - began);
      const { method } = request;
      logger[level]({ requestId, method, path, statusCode, milliseconds }, 'request');
    });
    next();
  };
}
