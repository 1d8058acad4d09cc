import { GraphQLError, type GraphQLFormattedError } from 'graphql';

import { GatescopeError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { graphqlLimitError } from '../limits/limits.ts';
import { currentRequestId } from '../monitoring/requestId.ts';

const LONGEST_MESSAGE = 500;

/** What a client is told of an error, beside where in its request it happened. */
export interface PresentedError {
  message: string;
  extensions: { code: string; argument?: string; requestId?: string };
}

/**
 * Our own errors as they are; the log hears of their causes, but of a database that is away once from
 * the store and not from every request. Anything else is a defect: it goes to the log, and the client gets an
 * id to ask after.
 */
export function presentError(error: unknown, logger: Logger): PresentedError {
  const requestId = currentRequestId();
  if (error instanceof GatescopeError && error.code !== 'INTERNAL') {
    const { code, message, argument, cause } = error;
    if (code === 'DATABASE_UNAVAILABLE') logger.debug({ code, requestId }, 'a request failed');
    else if (cause !== undefined) logger.warn({ err: error, requestId }, 'a request failed');
    return { message, extensions: argument === undefined ? { code } : { code, argument } };
  }
  logger.error({ err: error, requestId }, 'internal error');
  return { message: `Internal error (${requestId})`, extensions: { code: 'INTERNAL', requestId } };
}

/**
 * The same for an error of a GraphQL request. What graphql itself says about the request is kept, with
 * the code that Apollo gives it.
 *
 * @param formatted the error as graphql or Apollo would show it
 * @param error the error itself
 */
export function presentGraphQLError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logger: Logger,
): GraphQLFormattedError {
  const thrown = innermost(error);
  if (!(thrown instanceof GraphQLError)) return { ...formatted, ...presentError(thrown, logger) };
  const limitError = graphqlLimitError(thrown);
  if (limitError !== null) return limitError.toJSON();
  const code = codeOf(thrown, formatted);
  if (code === null) return { ...formatted, ...presentError(thrown, logger) };
  const message = clipped(formatted.message);
  return { ...formatted, message, extensions: { ...formatted.extensions, code } };
}

/** graphql quotes what came in whole, be it a megabyte. */
function clipped(message: string): string {
  return message.length <= LONGEST_MESSAGE ? message : `${message.slice(0, LONGEST_MESSAGE)}…`;
}

/** What was thrown, out of the errors that graphql wraps around it to say where. */
function innermost(error: unknown): unknown {
  let thrown = error;
  while (thrown instanceof GraphQLError && thrown.originalError) thrown = thrown.originalError;
  return thrown;
}

/** Null for an error of graphql that no request can be blamed for. */
function codeOf(thrown: GraphQLError, formatted: GraphQLFormattedError): unknown {
  const code = thrown.extensions['code'] ?? formatted.extensions?.['code'];
  if (code !== undefined && code !== 'INTERNAL_SERVER_ERROR') return code;
  // An argument or a variable that does not fit its type points to the place in the query.
  return thrown.nodes === undefined ? null : 'BAD_USER_INPUT';
}
