import { useEffect, useRef } from 'preact/hooks';

import { keyList } from '../look/keys.ts';
import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { copyLink } from '../parts/Panel.tsx';
import { addressOf } from '../state/address.ts';
import { go, state, view } from '../state/store.ts';
import { viewNames, views, type View } from '../state/views.ts';
import { switchTheme, theme } from './theme.ts';

/** The head of every view. */
export function Bar() {
  const keys = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (key === '?' && (target as HTMLElement).closest('input, textarea') === null)
        keys.current?.showModal();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <header class="bar">
      <a
        class="brand"
        href="/"
        onClick={(event) => open(event, 'look')}
        aria-label="Gatescope: Look"
      >
        <svg
          viewBox="0 0 20 20"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          aria-hidden="true"
        >
          <circle cx="10" cy="10" r="8.5" />
          <path d="M1.500 10H7M13 10h5.500M7 6v8M13 6v8M7 10h6" />
        </svg>
        <span class="word">Gatescope</span>
      </a>
      <div class="only-narrow">
        <Menu
          name="View"
          className="button plain view-menu"
          label={
            <>
              <b>{views[view.value].title}</b> <Icon name="down" />
            </>
          }
        >
          {() =>
            viewNames.map((name) => (
              <button
                type="button"
                role="menuitemradio"
                aria-checked={name === view.value}
                onClick={() => go({ view: name })}
              >
                {views[name].title}
              </button>
            ))
          }
        </Menu>
      </div>
      <nav class="views" aria-label="Views">
        {viewNames.map((name) => (
          <a
            href={addressOf({ ...state.value, view: name })}
            aria-current={name === view.value ? 'page' : undefined}
            onClick={(event) => open(event, name)}
          >
            {views[name].title}
          </a>
        ))}
      </nav>
      <div class="tools">
        <button
          type="button"
          class="button plain"
          onClick={() => void copyLink()}
          title="Copy a link to what you see"
        >
          <Icon name="link" /> <span class="word">Copy link</span>
        </button>
        <a
          class="button plain optional"
          href="/graphiql"
          target="_blank"
          title="An editor for queries"
        >
          <Icon name="graphql" /> <span class="word">GraphiQL</span>
        </a>
        <button
          type="button"
          class="button plain optional"
          onClick={() => keys.current?.showModal()}
          title="What keys do"
        >
          <Icon name="keys" /> <span class="word">Keys</span>
        </button>
        <button type="button" class="button plain" onClick={switchTheme} title="Light or dark">
          <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} />
          <span class="word">{theme.value === 'dark' ? 'Light' : 'Dark'}</span>
        </button>
      </div>
      <dialog class="keys" ref={keys} aria-label="Keys">
        <h2>Keys in Look</h2>
        <dl>
          {keyList.map(([key, does]) => (
            <>
              <dt>{key}</dt>
              <dd>{does}</dd>
            </>
          ))}
        </dl>
        <button type="button" class="button" onClick={() => keys.current?.close()}>
          Close
        </button>
      </dialog>
    </header>
  );
}

/** A plain click stays on the page; with a key held it is a link as any other. */
function open(event: MouseEvent, name: View): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go({ view: name });
}
