import { batch, computed, signal } from '@preact/signals';

import { addressOf, stateAt } from './address.ts';
import type { Cursor, Look, State } from './state.ts';

/** What the page shows. The address follows it, and it follows the address. */
export const state = signal<State>(stateAt(location.href));

export const look = computed(() => state.value.look);
export const view = computed(() => state.value.view);

/** How long moves of the cursor or the pen wait before they are in the address: browsers allow few. */
const QUIET_MS = 200;
let waiting: ReturnType<typeof setTimeout> | undefined;

/**
 * Goes to another state.
 *
 * @param how `step` makes an entry in the history, to come back to; `move` changes the one there is
 */
export function go(change: Partial<State>, how: 'step' | 'move' = 'step'): void {
  const next = { ...state.peek(), ...change };
  if (how === 'step') {
    writeAddress();
    const address = addressOf(next);
    if (address !== addressOf(state.peek())) history.pushState(null, '', address);
  }
  state.value = next;
  if (how === 'move') {
    clearTimeout(waiting);
    waiting = setTimeout(writeAddress, QUIET_MS);
  }
}

/** Brings the address up to date at once. */
export function writeAddress(): void {
  clearTimeout(waiting);
  const address = addressOf(state.peek());
  if (address !== location.pathname + location.search) history.replaceState(null, '', address);
}

export function changeLook(change: Partial<Look>, how: 'step' | 'move' = 'step'): void {
  go({ look: { ...state.peek().look, ...change } }, how);
}

export function moveCursor(change: Partial<Cursor>): void {
  changeLook({ cursor: { ...look.peek().cursor, ...change } }, 'move');
}

/** Full address of what is shown now, to be sent to somebody. */
export function linkToHere(change: Partial<State> = {}): string {
  return location.origin + addressOf({ ...state.peek(), ...change });
}

export function followHistory(): void {
  addEventListener('popstate', () => {
    clearTimeout(waiting);
    batch(() => (state.value = stateAt(location.href)));
  });
  addEventListener('pagehide', writeAddress);
}
