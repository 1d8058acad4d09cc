import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';

import type { LogLevel } from './config.ts';

export type { Logger };

/**
 * One log of a program, on standard output: lines to read where that is a terminal, else one JSON
 * object a line.
 *
 * @param program `server`, `worker` or whichever program writes it
 */
export function createLogger(program: string, level: LogLevel): Logger {
  const options = { level, base: { program, pid: process.pid } };
  if (!process.stdout.isTTY) return pino(options);
  // In this process and at once: what a dying program said last must not be lost.
  const lines = { sync: true, ignore: 'pid,program', messageFormat: '{program}: {msg}' };
  return pino(options, PinoPretty(lines));
}
