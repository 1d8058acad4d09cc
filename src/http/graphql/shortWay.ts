import type { IncomingMessage, ServerResponse } from 'node:http';

import {
  execute,
  getOperationAST,
  OperationTypeNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';

import type { Logger } from '../../logger.ts';
import type { Context } from '../../service/context.ts';
import { presentGraphQLError } from '../errors/presentError.ts';
import { costError, limits } from '../limits/limits.ts';
import { answerText } from './answerText.ts';
import type { KnownDocuments } from './knownDocuments.ts';
import { peekAtBody } from './peekAtBody.ts';
import { plainPostLength, readPostedQuery } from './postedQuery.ts';

export interface ShortWayOptions {
  schema: GraphQLSchema;
  known: KnownDocuments;
  contextFor: (response: ServerResponse) => Context;
  logger: Logger;
}

/** Where a request goes on, with an error when that is all that is left to say. */
export type Onward = (error?: unknown) => void;

/**
 * Answers queries whose documents are known already, without Express and Apollo, which take longer
 * than an image takes through a network. It gives the same answers to the byte, and only answers what
 * it knows to be fine before it is executed: all else goes the long way as if nobody had looked.
 */
export class ShortWay {
  readonly #options: ShortWayOptions;

  constructor(options: ShortWayOptions) {
    this.#options = options;
  }

  /**
   * @param request to the address of GraphQL
   * @param onward called when this way is not for it
   * @param chosen called before the answer when it is
   */
  take(
    request: IncomingMessage,
    response: ServerResponse,
    onward: Onward,
    chosen: () => void,
  ): void {
    const length = plainPostLength(request);
    if (length === null || length > limits.body) {
      onward();
      return;
    }
    peekAtBody(request, length, (body) => {
      try {
        const result = this.#executed(body, response);
        if (result === null) {
          onward();
          return;
        }
        chosen();
        Promise.resolve(result)
          .then((done) => this.#answer(response, done))
          .catch(onward);
      } catch (error) {
        onward(error);
      }
    });
  }

  /** Null where nothing has been executed. */
  #executed(
    body: Buffer,
    response: ServerResponse,
  ): Promise<ExecutionResult> | ExecutionResult | null {
    const { schema, known, contextFor } = this.#options;
    const posted = readPostedQuery(body);
    const document = posted && known.get(posted.query);
    if (!document) return null;
    const { operationName, variables } = posted;
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.QUERY) return null;
    if (costError({ schema, document, operation, variables: variables ?? {} }) !== null)
      return null;
    const result = execute({
      ...{ schema, document, operationName: operationName ?? null },
      ...{ variableValues: variables ?? null, contextValue: contextFor(response) },
    });
    // Variables that do not fit their types.
    return 'then' in result || 'data' in result ? result : null;
  }

  #answer(response: ServerResponse, { errors, data }: ExecutionResult): void {
    const presented = errors?.map((error) => {
      const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions;
      const formatted = { ...error.toJSON(), extensions: { ...error.extensions, code } };
      return presentGraphQLError(formatted, error, this.#options.logger);
    });
    const text = answerText({ errors: presented, data });
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(text));
    response.end(text);
  }
}
