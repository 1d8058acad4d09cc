import type { ChildProcess } from 'node:child_process';

interface PingMessage {
  kind: 'ping';
}

/** A child's answer to a ping, which takes a turn of its event loop. */
export interface PongMessage {
  kind: 'pong';
}

/** A child that answers none of so many pings is taken for hung: nothing of ours takes so long. */
const patience = { pingMs: 1_000, mostUnanswered: 15 };

/**
 * Kills a child that hangs: one that was stopped, or whose event loop stands still. Its supervisor then
 * sees it die. What counts is unanswered pings and not time, as a machine may have slept.
 */
export function watchOver(
  child: ChildProcess,
  hangs: () => void,
  { pingMs, mostUnanswered } = patience,
): void {
  // A child answers nothing while it loads, and has then all the time it needs.
  let unanswered: number | null = null;
  child.on('message', ({ kind }: { kind: string }) => {
    if (kind === 'ready' || kind === 'pong') unanswered = 0;
  });
  const pings = setInterval(() => {
    if (unanswered === null || !child.connected) return;
    if (unanswered >= mostUnanswered) {
      clearInterval(pings);
      hangs();
      child.kill('SIGKILL');
      return;
    }
    unanswered += 1;
    child.send({ kind: 'ping' } satisfies PingMessage, () => undefined);
  }, pingMs);
  child.once('exit', () => clearInterval(pings));
  child.once('error', () => clearInterval(pings));
}

/** In a child: tells the supervisor, whenever it asks, that the event loop turns. */
export function answerPings(): void {
  process.on('message', ({ kind }: { kind: string }) => {
    if (kind === 'ping' && process.connected)
      process.send?.({ kind: 'pong' } satisfies PongMessage);
  });
}
