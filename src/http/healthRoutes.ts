import { Router } from 'express';

import type { Store } from '../store/store.ts';

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
  routes.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  routes.get('/readyz', async (_request, response) => {
    if (health.stopping) {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    await store.ping();
    response.json({ status: 'ready' });
  });
  return routes;
}
