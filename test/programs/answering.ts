import { answerPings } from '../../src/programs/watchdog.ts';

/** A supervised program that hangs, or is busy in pieces, when it is told to. */
answerPings();
process.on('message', ({ kind }: { kind: string }) => {
  if (kind === 'hang') for (;;);
  if (kind === 'be busy') setInterval(busyFor, 1, 100);
});
process.send?.({ kind: 'ready' });

function busyFor(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
