import { RunEvents } from '../../src/jobs/runEvents.ts';
import { createLogger } from '../../src/logger.ts';

/** A process that tells a run's progress and end: `publishingWorker.ts DATABASE_URL RUN_ID`. */
const [databaseUrl = '', runId = ''] = process.argv.slice(2);
const events = new RunEvents(databaseUrl, createLogger('publisher', 'silent'));
const figures = { loss: 0.5, accuracy: 0.9, examplesPerSecond: 1000, secondsLeft: 3 };
await events.publish({ runId, step: 1, ended: true, ...figures });
await events.close();
