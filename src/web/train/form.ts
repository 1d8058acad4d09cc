import { computed } from '@preact/signals';

import { ask } from '../api/client.ts';
import { ArchitecturesDocument, type ArchitecturesQuery } from '../api/documents.ts';
import { resource } from '../parts/resource.ts';
import { state, view } from '../state/store.ts';

/** What is filled in. */
export const form = computed(() => state.value.train.form);

/** The architectures of the zoo. */
export const architectures = resource<ArchitecturesQuery['architectures']>(() => {
  if (view.value !== 'train') return null;
  return { key: 'all', load: async () => (await ask(ArchitecturesDocument, {})).architectures };
});
