import { computed } from '@preact/signals';

import { look } from '../state/store.ts';
import { layout, mapSizes } from './mapLayout.ts';
import { network } from './models.ts';
import { shownOrder } from './symbols.tsx';
import { unitCount } from './view.ts';

/** The names that the chosen layer has, in the order in which they are shown. */
export const mapNames = computed(() => (network.value === null ? [] : shownOrder(network.value)));

const NARROW_PREFERRED = ['updateGate', 'forgetGate', 'hiddenState'];
/** Those that are shown first where not all fit. */
const PREFERRED = [
  'forgetGate',
  'inputGate',
  'updateGate',
  'hiddenState',
  'cellState',
  'resetGate',
];

/** Those that are shown now. */
export const shownMaps = computed(() => {
  const all = mapNames.value;
  const { count } = mapSizes(all.length, unitCount.value);
  if (count >= all.length) return all;
  const wanted = (look.value.maps ?? []).filter((name) => all.includes(name)).slice(0, count);
  if (wanted.length > 0) return all.filter((name) => wanted.includes(name));
  const byRank = [...all].sort((a, b) => rank(a) - rank(b)).slice(0, count);
  return all.filter((name) => byRank.includes(name));
});

function rank(name: string): number {
  const at = (layout.value === 'narrow' ? NARROW_PREFERRED : PREFERRED).indexOf(name);
  return at === -1 ? PREFERRED.length : at;
}

/** The one activation that is shown where two readings are compared. */
export const comparedMap = computed(() => {
  const [wanted] = look.value.maps ?? [];
  const all = mapNames.value;
  return wanted !== undefined && all.includes(wanted) ? wanted : (all.at(-1) ?? 'hiddenState');
});
