import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Step } from '../step.ts';
import { routeOf } from './route.ts';

/** Numbers that are read when they are asked for. */
export interface Gauges {
  subscriptionSockets: () => number;
  inspectionsRunning: () => number;
  inspectionsWaiting: () => number;
}

/** What Prometheus gets: requests by route, and the process itself. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #inFlight = new Gauge({
    name: 'gatescope_http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers: [this.#registry],
  });
  readonly #requests = new Counter({
    name: 'gatescope_http_requests_total',
    help: 'Requests that have been answered.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.#registry],
  });
  readonly #seconds = new Histogram({
    name: 'gatescope_http_request_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['method', 'route'] as const,
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [this.#registry],
  });

  constructor(gauges: Gauges) {
    collectDefaultMetrics({ register: this.#registry });
    this.#watch('gatescope_subscription_sockets', 'Open WebSockets.', gauges.subscriptionSockets);
    this.#watch('gatescope_inspections_running', 'Forward passes.', gauges.inspectionsRunning);
    this.#watch(
      'gatescope_inspections_waiting',
      'Forward passes that wait for their turn.',
      gauges.inspectionsWaiting,
    );
  }

  /** Counts every request that passes. */
  readonly count: Step = (request, response, next) => {
    const began = performance.now();
    this.#inFlight.inc();
    response.once('close', () => {
      this.#inFlight.dec();
      const { method = '' } = request;
      // The pattern, not the path: a label must have few values.
      const route = routeOf(request) ?? 'other';
      this.#requests.inc({ method, route, status: response.statusCode });
      this.#seconds.observe({ method, route }, (performance.now() - began) / 1000);
    });
    next();
  };

  readonly show: RequestHandler = async (_request, response) => {
    response.type(this.#registry.contentType).send(await this.#registry.metrics());
  };

  #watch(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }
}
