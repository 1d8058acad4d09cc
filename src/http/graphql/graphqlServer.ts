import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import {
  GraphQLError,
  OperationTypeNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

import { misfit } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Context } from '../../service/context.ts';
import { presentGraphQLError } from '../errors/presentError.ts';
import { costError, limitRules, parseOptions } from '../limits/limits.ts';
import { answerText } from './answerText.ts';
import type { KnownDocuments } from './knownDocuments.ts';

/**
 * Apollo for the API: limits, errors as we present them, and the Sandbox as its landing page.
 *
 * @param known gets the documents that Apollo has found to be valid
 */
export function createGraphQLServer(
  schema: GraphQLSchema,
  known: KnownDocuments,
  logger: Logger,
): ApolloServer<Context> {
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
      refuseBeforeExecution,
      rememberDocuments(known),
      ApolloServerPluginLandingPageLocalDefault({
        embed: { runTelemetry: false },
        includeCookies: false,
      }),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
}

/** No validation rules, which would know neither the variables nor that this is HTTP. */
const refuseBeforeExecution: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, operation, request }) {
        const variables = request.variables ?? {};
        const error =
          operation &&
          (subscriptionError(operation) ?? costError({ schema, document, operation, variables }));
        if (!error) return Promise.resolve();
        const extensions = { ...error.extensions, http: { status: 400 } };
        return Promise.reject(new GraphQLError(error.message, { extensions }));
      },
    }),
};

function rememberDocuments(known: KnownDocuments): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ source, document }) {
          known.add(source, document);
          return Promise.resolve();
        },
      }),
  };
}

/** Executed like a query it would come to nothing. */
function subscriptionError({ operation }: OperationDefinitionNode): GraphQLError | null {
  if (operation !== OperationTypeNode.SUBSCRIPTION) return null;
  const expected = 'a query or mutation, as subscriptions come over WebSocket at the same address';
  const { code, message } = misfit('WEBSOCKET_NEEDED', 'query', expected, 'a subscription');
  return new GraphQLError(message, { extensions: { code } });
}
