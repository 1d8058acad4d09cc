import {
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';

import type { Context } from '../../service/context.ts';
import type { Caller } from '../../service/limits/caller.ts';
import { costError, parseOptions } from '../limits/limits.ts';
import { queryTextError } from '../limits/queryText.ts';

interface Surroundings {
  schema: GraphQLSchema;
  rules: readonly ValidationRule[];
  createContext: (caller: Caller) => Context;
}

/** What graphql is to execute, or what is wrong with the request, with the codes that Apollo gives. */
export function prepareOperation(
  { query, operationName, variables }: SubscribePayload,
  { schema, rules, createContext }: Surroundings,
): ExecutionArgs | GraphQLError[] {
  const document = parsed(query);
  if (document instanceof GraphQLError) return [document];
  const errors = validate(schema, document, rules);
  if (errors.length > 0) {
    return errors.map((error) => withCode('GRAPHQL_VALIDATION_FAILED', error));
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    const unknown = new GraphQLError('operationName: expected the name of an operation in query');
    return [withCode('OPERATION_RESOLUTION_FAILURE', unknown)];
  }
  const tooCostly = costError({ schema, document, operation, variables: variables ?? {} });
  if (tooCostly !== null) return [tooCostly];
  return {
    schema,
    document,
    operationName: operationName ?? null,
    variableValues: variables ?? null,
    contextValue: createContext({}),
  };
}

function parsed(query: string): DocumentNode | GraphQLError {
  const unreadable = queryTextError(query);
  if (unreadable !== null) return unreadable;
  try {
    return parse(query, parseOptions);
  } catch (error) {
    if (error instanceof GraphQLError) return withCode('GRAPHQL_PARSE_FAILED', error);
    // A defect, which is presented as one: nothing that the client could mend.
    return new GraphQLError('internal error', { originalError: error as Error });
  }
}

/** A code of the error's own, such as QUERY_TOO_LARGE, stays. */
function withCode(code: string, error: GraphQLError): GraphQLError {
  const { nodes, source, positions } = error;
  return new GraphQLError(error.message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code, ...error.extensions },
  });
}

export function tooManyOperations(most: number): GraphQLError {
  const message = `expected at most ${most} operations at a time on a connection`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_LARGE' } });
}
