import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express } from 'express';

import type { Logger } from '../logger.ts';
import { buildApiSchema } from '../resolvers/apiSchema.ts';
import { createContext, type Context } from '../service/context.ts';
import { createSharedContext } from '../service/sharedContext.ts';
import type { Services } from '../service/services.ts';
import { clientGone } from './clientGone.ts';
import { answerBadRequest } from './errors/badRequest.ts';
import { errorHandler, noRoute } from './errors/errorHandler.ts';
import { front, raiseEarlierErrors, type LastStep } from './front.ts';
import { createGraphQLServer } from './graphql/graphqlServer.ts';
import { KnownDocuments } from './graphql/knownDocuments.ts';
import { ShortWay } from './graphql/shortWay.ts';
import { serveSubscriptions, type Subscriptions } from './graphql/subscriptions.ts';
import { boundedBody, stopReading } from './limits/boundedBody.ts';
import { boundedQueryText } from './limits/boundedQueryText.ts';
import { limits } from './limits/limits.ts';
import { listen, stopListening } from './listening.ts';
import { Metrics } from './monitoring/metrics.ts';
import { requestIds } from './monitoring/requestId.ts';
import { requestLog } from './monitoring/requestLog.ts';
import { noteRoute } from './monitoring/route.ts';
import { dashboardRoute, type DashboardOptions } from './routes/dashboardRoute.ts';
import { graphiqlRoute } from './routes/graphiqlRoute.ts';
import { healthRoutes, type Health } from './routes/healthRoutes.ts';
import { pictureRoute } from './routes/pictureRoute.ts';
import { readOnly } from './routes/readOnly.ts';
import { tensorRoute } from './routes/tensorRoute.ts';
import { weightsRoute } from './routes/weightsRoute.ts';
import { Admission, isLoopback } from './security/admission.ts';
import { cors } from './security/origins.ts';
import { securityHeaders } from './security/securityHeaders.ts';
import type { Step } from './step.ts';

const GRAPHQL = '/graphql';

export interface AppOptions {
  services: Services;
  /** Origins whose pages may use the API, beside our own. */
  origins: readonly string[];
  dashboard: DashboardOptions;
  logger: Logger;
}

/** The API as a server over HTTP, wired but not yet listening. */
export interface App {
  /**
   * @param port 0 for any that is free
   * @returns the port
   * @throws GatescopeError PORT_IN_USE, INVALID_CONFIGURATION
   */
  listen(port: number, host: string): Promise<number>;
  /** Ends subscriptions, lets what is being answered be finished for a while, and stops. */
  close(): Promise<void>;
}

export async function createApp({
  services,
  origins,
  dashboard,
  logger,
}: AppOptions): Promise<App> {
  const schema = buildApiSchema();
  const shared = createSharedContext(services);
  const contextFor = (response: ServerResponse): Context =>
    createContext(shared, { gone: clientGone(response) });
  const health: Health = { stopping: false };
  const known = new KnownDocuments();
  const apollo = createGraphQLServer(schema, known, logger);
  await apollo.start();

  const app = express();
  const server = createServer({ maxHeaderSize: limits.headers });
  server.on('clientError', answerBadRequest);
  let listensOn: string | null = null;
  server.on('listening', () => (listensOn = (server.address() as AddressInfo).address));
  const admission = new Admission({ origins, listensOn: () => listensOn });
  const subscriptions = serveSubscriptions(server, {
    path: GRAPHQL,
    schema,
    refusal: (request) => admission.refusalOfUpgrade(request),
    createContext: (caller) => createContext(shared, caller),
    logger,
  });
  const metrics = new Metrics({
    subscriptionSockets: () => subscriptions.count(),
    inspectionsRunning: () => shared.limit.running,
    inspectionsWaiting: () => shared.limit.waiting,
  });
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  const steps = [
    ...[stopReading, requestIds, requestLog(logger), metrics.count, securityHeaders],
    admission.check,
  ];
  const shareWithOrigins = cors(origins);
  const shortWay = new ShortWay({ schema, known, contextFor, logger });
  server.on('request', front(steps, app, shortWayFirst(shortWay, shareWithOrigins)));
  app.use(raiseEarlierErrors);
  app.use(healthRoutes(services.store, health));
  app.route('/metrics').get(metrics.show).all(readOnly);
  app.use(shareWithOrigins);
  app.use(dashboardRoute(dashboard));
  addRoutes(app, services, apollo, contextFor);
  app.use(noRoute, errorHandler(logger));
  return new RunningApp({ server, subscriptions, apollo, health, admission, logger });
}

/** Requests to GraphQL take the short way where they can, and then get what Express would add. */
function shortWayFirst(shortWay: ShortWay, shareWithOrigins: Step): LastStep {
  return (request, response, longWay) => {
    if (request.url !== GRAPHQL) {
      longWay();
      return;
    }
    shortWay.take(request, response, longWay, () => {
      noteRoute(request, GRAPHQL);
      shareWithOrigins(request, response, () => undefined);
    });
  };
}

function addRoutes(
  app: Express,
  services: Services,
  apollo: ApolloServer<Context>,
  contextFor: (response: ServerResponse) => Context,
): void {
  app.all(
    GRAPHQL,
    boundedBody,
    express.json({ limit: limits.body }),
    boundedQueryText,
    expressMiddleware(apollo, { context: ({ res }) => Promise.resolve(contextFor(res)) }),
  );
  app.use(graphiqlRoute(), tensorRoute(contextFor), pictureRoute(contextFor));
  app.use(weightsRoute(services.store));
}

interface Parts {
  server: Server;
  subscriptions: Subscriptions;
  apollo: ApolloServer<Context>;
  health: Health;
  admission: Admission;
  logger: Logger;
}

class RunningApp implements App {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async listen(port: number, host: string): Promise<number> {
    const { admission, server, logger } = this.#parts;
    admission.answerTo(host);
    const chosen = await listen(server, port, host);
    const { address } = server.address() as AddressInfo;
    if (!isLoopback(address)) {
      const message = 'whoever reaches this address can use Gatescope, as there is no log-in yet';
      logger.warn({ address, port: chosen }, message);
    }
    return chosen;
  }

  async close(): Promise<void> {
    const { server, subscriptions, apollo, health } = this.#parts;
    health.stopping = true;
    await subscriptions.close();
    await stopListening(server);
    await apollo.stop();
  }
}
