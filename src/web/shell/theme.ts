import { effect, signal } from '@preact/signals';

export type Theme = 'light' | 'dark';

const KEPT = 'gatescope-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** Chosen by the person, else as the system has it. */
export const theme = signal<Theme>(chosen() ?? (system.matches ? 'dark' : 'light'));

export function startTheme(): void {
  system.addEventListener('change', ({ matches }) => {
    if (chosen() === null) theme.value = matches ? 'dark' : 'light';
  });
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}

export function switchTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEPT, theme.value);
  } catch {
    // An embedded page may have no storage; the choice then lasts as long as the page.
  }
}

function chosen(): Theme | null {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}
