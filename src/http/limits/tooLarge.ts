import { GraphQLError } from 'graphql';

/** `query: expected at most 30 aliases`, for whatever exceeds a limit. */
export function tooLarge(expected: string): GraphQLError {
  const extensions = { code: 'QUERY_TOO_LARGE' };
  return new GraphQLError(`query: expected ${expected}`, { extensions });
}
