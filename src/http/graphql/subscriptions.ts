import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';

import {
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

import { GatescopeError, shown } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Context } from '../../service/context.ts';
import type { Caller } from '../../service/limits/caller.ts';
import { httpStatus } from '../errors/httpStatus.ts';
import { presentGraphQLError } from '../errors/presentError.ts';
import { costError, limitRules, limits, parseOptions } from '../limits/limits.ts';
import { withRequestId } from '../monitoring/requestId.ts';
import { plainNumbers } from './answerText.ts';
import { subscribeByEvent } from './subscribeByEvent.ts';

/** WebSocket's code for a server that goes away (RFC 6455, 7.4.1): clients connect again. */
const GOING_AWAY = 1001;
/** How long a client may take to say goodbye too. */
const GOODBYE_MS = 2_000;
const MOST_ON_A_SOCKET = 50;

export interface SubscriptionOptions {
  path: string;
  schema: GraphQLSchema;
  /** Why a request to be upgraded is refused, which CORS would not be asked about; else null. */
  refusal: (request: IncomingMessage) => GatescopeError | null;
  createContext: (caller: Caller) => Context;
  logger: Logger;
}

export interface Subscriptions {
  /** Sockets that are open. */
  count(): number;
  /** Ends every subscription and tells its client to look for another server. */
  close(): Promise<void>;
}

/**
 * Serves graphql-ws at the path. Operations pass the same limits and present the same errors as over
 * HTTP: they do not go through Apollo.
 */
export function serveSubscriptions(server: Server, options: SubscriptionOptions): Subscriptions {
  const { schema, createContext, logger } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.body });
  acceptUpgrades(server, sockets, options);
  const rules = [...specifiedRules, ...limitRules()];
  const present = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
    errors.map((error) => presentGraphQLError(error.toJSON(), error, logger));
  const operations = useServer(
    {
      jsonMessageReplacer: plainNumbers,
      onSubscribe: ({ subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > MOST_ON_A_SOCKET) return [tooMany()];
        return prepare(payload, schema, rules, createContext);
      },
      subscribe: (args) => subscribeByEvent(args, createContext),
      onNext: (_connection, _id, _payload, _args, { errors, data = null }) =>
        errors ? withRequestId(() => ({ data, errors: present(errors) })) : undefined,
      onError: (_connection, _id, _payload, errors) => withRequestId(() => present(errors)),
    },
    sockets,
  );
  return {
    count: () => sockets.clients.size,
    async close() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Server is shutting down');
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, GOODBYE_MS);
      await operations.dispose();
      clearTimeout(impatience);
    },
  };
}

function acceptUpgrades(
  server: Server,
  sockets: WebSocketServer,
  options: SubscriptionOptions,
): void {
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, options);
    if (refusal === null) {
      sockets.handleUpgrade(request, socket, head, (opened) => {
        sockets.emit('connection', opened, request);
      });
      return;
    }
    // Node hands the bare socket over: a client that is gone already must not end the process.
    socket.on('error', () => socket.destroy());
    socket.end(answerOf(refusal));
  });
}

function refusalOf(request: IncomingMessage, options: SubscriptionOptions): GatescopeError | null {
  const path = request.url?.split('?', 1)[0];
  if (path === options.path) return options.refusal(request);
  return new GatescopeError('ROUTE_NOT_FOUND', `There is nothing at ${shown(path)}`);
}

/** A whole HTTP answer, in the form of plain routes. */
function answerOf({ code, message }: GatescopeError): string {
  const status = httpStatus(code);
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** What graphql is to execute, or what is wrong with the request, with the codes that Apollo gives. */
function prepare(
  { query, operationName, variables }: SubscribePayload,
  schema: GraphQLSchema,
  rules: typeof specifiedRules,
  createContext: (caller: Caller) => Context,
): ExecutionArgs | GraphQLError[] {
  let document;
  try {
    document = parse(query, parseOptions);
  } catch (error) {
    return [withCode('GRAPHQL_PARSE_FAILED', error as GraphQLError)];
  }
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

function tooMany(): GraphQLError {
  const message = `expected at most ${MOST_ON_A_SOCKET} operations at a time on a connection`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_LARGE' } });
}
