import type { IncomingMessage, Server } from 'node:http';

import {
  specifiedRules,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';

import { GatescopeError, misfit, shown } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Context } from '../../service/context.ts';
import type { Caller } from '../../service/limits/caller.ts';
import { endWithAnswer } from '../errors/badRequest.ts';
import { httpStatus } from '../errors/httpStatus.ts';
import { presentGraphQLError } from '../errors/presentError.ts';
import { limitRules, limits } from '../limits/limits.ts';
import { withRequestId } from '../monitoring/requestId.ts';
import { plainNumbers } from './answerText.ts';
import { subscribeByEvent } from './subscribeByEvent.ts';
import { prepareOperation, tooManyOperations } from './prepareOperation.ts';
import { serveSocket } from './serveSocket.ts';

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
  const sockets = new WebSocketServer({
    ...{ noServer: true, maxPayload: limits.body, handleProtocols },
  });
  acceptUpgrades(server, sockets, options);
  const rules = [...specifiedRules, ...limitRules()];
  const present = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
    errors.map((error) => presentGraphQLError(error.toJSON(), error, logger));
  const operations = makeServer({
    jsonMessageReplacer: plainNumbers,
    onSubscribe: ({ subscriptions }, _id, payload) => {
      if (Object.keys(subscriptions).length > MOST_ON_A_SOCKET) {
        return [tooManyOperations(MOST_ON_A_SOCKET)];
      }
      return prepareOperation(payload, { schema, rules, createContext });
    },
    subscribe: (args) => subscribeByEvent(args, createContext),
    onNext: (_connection, _id, _payload, _args, { errors, data = null }) =>
      errors ? withRequestId(() => ({ data, errors: present(errors) })) : undefined,
    onError: (_connection, _id, _payload, errors) => withRequestId(() => present(errors)),
  });
  sockets.on('connection', (socket) => {
    serveSocket(operations, socket, logger);
  });
  return {
    count: () => sockets.clients.size,
    close: () => closeAll(sockets),
  };
}

async function closeAll(sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Server is shutting down');
  const impatience = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, GOODBYE_MS);
  // Returns when all have ended.
  await new Promise((resolve) => sockets.close(resolve));
  clearTimeout(impatience);
}

function acceptUpgrades(
  server: Server,
  sockets: WebSocketServer,
  options: SubscriptionOptions,
): void {
  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, options) ?? fullness(sockets);
    if (refusal === null) {
      sockets.handleUpgrade(request, socket, head, (opened) => {
        sockets.emit('connection', opened, request);
      });
      return;
    }
    const { code, message } = refusal;
    endWithAnswer(socket, { status: httpStatus(code), code, message });
  });
}

function refusalOf(request: IncomingMessage, options: SubscriptionOptions): GatescopeError | null {
  const path = request.url?.split('?', 1)[0] ?? '';
  // As Express reads a path: with a slash at its end or not, in capitals or not.
  if (path.replace(/\/$/, '').toLowerCase() !== options.path) {
    return new GatescopeError('ROUTE_NOT_FOUND', `There is nothing at ${shown(path)}`);
  }
  return options.refusal(request) ?? protocolRefusal(request);
}

/** Clients of the older subscriptions-transport-ws would be let in, and then understand nothing. */
function protocolRefusal({ headers }: IncomingMessage): GatescopeError | null {
  const offered = headers['sec-websocket-protocol'];
  if (offered !== undefined && handleProtocols(offered) !== false) return null;
  const got =
    offered === 'graphql-ws'
      ? '"graphql-ws", that of the older subscriptions-transport-ws'
      : offered === undefined
        ? 'none'
        : shown(offered);
  const expected = `${GRAPHQL_TRANSPORT_WS_PROTOCOL}, which the package graphql-ws speaks`;
  return misfit('PROTOCOL_NOT_SUPPORTED', 'Sec-WebSocket-Protocol', expected, got);
}

function fullness({ clients }: WebSocketServer): GatescopeError | null {
  if (clients.size < limits.sockets) return null;
  return new GatescopeError(
    'BUSY',
    `${limits.sockets} WebSockets are open already; try again later`,
  );
}
