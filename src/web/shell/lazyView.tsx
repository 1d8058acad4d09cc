import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

import { Mistake } from '../parts/Mistake.tsx';

/** A view that is fetched when it is first shown. */
export function lazyView(load: () => Promise<{ default: ComponentType }>): ComponentType {
  const found = signal<ComponentType | null>(null);
  const error = signal(false);
  let isAsked = false;
  return function LazyView() {
    if (!isAsked) {
      isAsked = true;
      load().then(
        (module) => (found.value = module.default),
        () => (error.value = true),
      );
    }
    const View = found.value;
    if (View !== null) return <View />;
    if (!error.value) return <div class="view-waits" />;
    return (
      <Mistake
        error={{ code: 'UNREACHABLE', message: 'This view could not be fetched. Reload the page.' }}
      />
    );
  };
}
