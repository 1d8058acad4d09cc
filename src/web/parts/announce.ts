import { signal } from '@preact/signals';

/** What the live region says, and shows for a moment. */
export const announcement = signal('');

const SHOWN_MS = 4_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
  announcement.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => (announcement.value = ''), SHOWN_MS);
}
