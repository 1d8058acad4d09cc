import { Router, type RequestHandler } from 'express';

import type { Store } from '../../store/store.ts';
import { readOnly } from './readOnly.ts';

export interface Health {
  /** Whether the server has begun to stop: balancers should send nothing more. */
  stopping: boolean;
}

/**
 * `/healthz` for whoever restarts processes: this one answers. `/readyz` for whoever sends requests to
 * them: Postgres answers too. Its migrations were applied before the server began to listen.
 */
export function healthRoutes(store: Store, health: Health): Router {
  const routes = Router();
  const alive: RequestHandler = (_request, response) => {
    response.json({ status: 'ok' });
  };
  const ready: RequestHandler = async (_request, response) => {
    if (health.stopping) {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    await store.probe();
    response.json({ status: 'ready' });
  };
  routes.route('/healthz').get(alive).all(readOnly);
  routes.route('/readyz').get(ready).all(readOnly);
  return routes;
}
