import type { State } from '../state/state.ts';
import { go, state } from '../state/store.ts';

export function changeData(change: Partial<State['data']>, how: 'step' | 'move' = 'step'): void {
  go({ data: { ...state.value.data, ...change } }, how);
}
