import type { Logger } from '../logger.ts';
import type { KnownModels } from '../store/knownModels.ts';
import { NotificationListener } from './notificationListener.ts';

/** Notified by a trigger of the table, whoever changes it. */
const CHANNEL = 'gatescope_models';

/** Lets records of models be kept while it hears of their changes. Close it to stop. */
export function listenForModelChanges(
  databaseUrl: string,
  known: KnownModels,
  logger: Logger,
): NotificationListener {
  const handlers = {
    connected: () => known.keep(),
    notified: () => known.drop(),
    lost: () => known.keepNothing(),
  };
  const listener = new NotificationListener(databaseUrl, CHANNEL, handlers, logger);
  listener.start();
  return listener;
}
