import { lazyView } from './lazyView.tsx';
import { isConnected } from '../api/client.ts';
import { LookView } from '../look/LookView.tsx';
import { announcement } from '../parts/announce.ts';
import { Icon } from '../parts/Icon.tsx';
import { TableDialog } from '../parts/TableDialog.tsx';
import { state, view } from '../state/store.ts';
import { Bar } from './Bar.tsx';

const views = {
  train: lazyView(() => import('../train/TrainView.tsx')),
  zoo: lazyView(() => import('../zoo/ZooView.tsx')),
  data: lazyView(() => import('../data/DataView.tsx')),
  complete: lazyView(() => import('../complete/CompleteView.tsx')),
};

export function App() {
  const name = view.value;
  const Other = name === 'look' ? null : views[name];
  // Parts that a teacher has left on the page stand alone.
  const isWhole = state.value.show === null;
  return (
    <>
      <a class="skip" href="#content">
        To the content
      </a>
      {isWhole && <Bar />}
      {!isConnected.value && (
        <p class="lost" role="alert">
          <Icon name="warning" /> The server does not answer. What you see is the last that it said;
          the page goes on by itself when it is back.
        </p>
      )}
      <main id="content" tabIndex={-1}>
        {Other === null ? <LookView /> : <Other />}
      </main>
      <TableDialog />
      <p
        class={`announcement ${announcement.value === '' ? 'unseen' : ''}`}
        role="status"
        aria-live="polite"
      >
        {announcement.value}
      </p>
    </>
  );
}
