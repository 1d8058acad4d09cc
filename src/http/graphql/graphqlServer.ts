import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { GraphQLError, type GraphQLSchema } from 'graphql';

import type { Logger } from '../logger.ts';
import type { Context } from '../resolvers/context.ts';
import { answerText } from './answerText.ts';
import { costError, limitRules, parseOptions } from './limits.ts';
import { presentGraphQLError } from './presentError.ts';

/** Apollo for the API: limits, errors as we present them, and the Sandbox as its landing page. */
export function createGraphQLServer(schema: GraphQLSchema, logger: Logger): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    parseOptions,
    validationRules: limitRules(),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stringifyResult: answerText,
    formatError: (formatted, error) => presentGraphQLError(formatted, error, logger),
    // Apollo reports what went wrong within itself, which formatError has logged already.
    logger: logger.child({ part: 'apollo' }),
    stopOnTerminationSignals: false,
    plugins: [
      costLimit,
      ApolloServerPluginLandingPageLocalDefault({ embed: true, includeCookies: false }),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
}

/** No validation rule, which would not know the variables. */
const costLimit: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, operation, request }) {
        const variables = request.variables ?? {};
        const error = operation && costError({ schema, document, operation, variables });
        if (!error) return Promise.resolve();
        const extensions = { ...error.extensions, http: { status: 400 } };
        return Promise.reject(new GraphQLError(error.message, { extensions }));
      },
    }),
};
