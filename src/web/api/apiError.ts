import type { CombinedError } from '@urql/core';

/** What the API says of a mistake, or that it could not be reached (`UNREACHABLE`). */
export class ApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

export function apiErrorOf({ graphQLErrors, networkError }: CombinedError): ApiError {
  const [first] = graphQLErrors;
  if (first !== undefined) {
    const { code } = first.extensions;
    return new ApiError(typeof code === 'string' ? code : 'INTERNAL', first.message);
  }
  const reason = networkError?.message ?? 'no answer';
  return new ApiError('UNREACHABLE', `The server cannot be reached (${reason}).`);
}
