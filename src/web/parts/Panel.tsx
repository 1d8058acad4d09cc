import type { ComponentChildren } from 'preact';

import { linkToHere } from '../state/store.ts';
import { announce } from './announce.ts';
import { Icon } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import { showTable, type Table } from './TableDialog.tsx';

/** A query with its variables, as GraphiQL opens it. */
export interface Query {
  query: string;
  variables?: Record<string, unknown>;
}

/** A file that a panel gives away. */
export interface Download {
  /** Such as `SVG` or `CSV`. */
  label: string;
  file: string;
  make: () => Promise<Blob> | Blob;
  /** The same numbers as lines of a table, the first its head; to be read in the page. */
  table?: () => Table;
}

interface PanelProps {
  /** Names the panel in the page, and its place in the grid. */
  area: string;
  title: ComponentChildren;
  /** In muted letters after the title. */
  sub?: ComponentChildren;
  /** Between the title and the actions. */
  tools?: ComponentChildren;
  query?: () => Query;
  downloads?: Download[];
  isLate?: boolean;
  children: ComponentChildren;
}

/** A part of a view with its head: what it is, and how to take it along. */
export function Panel(props: PanelProps) {
  const { area, title, sub, tools, query, downloads, isLate = false, children } = props;
  return (
    <section class={`panel area-${area}`} aria-labelledby={`title-${area}`} aria-busy={isLate}>
      <header class="panel-head">
        <h2 id={`title-${area}`}>{title}</h2>
        {sub !== undefined && <span class="muted sub">{sub}</span>}
        {tools}
        <PanelActions name={area} query={query} downloads={downloads} />
      </header>
      {children}
    </section>
  );
}

interface ActionsProps {
  name: string;
  query: (() => Query) | undefined;
  downloads: Download[] | undefined;
}

export function PanelActions({ name, query, downloads }: ActionsProps) {
  return (
    <span class="actions">
      {query && (
        <a
          class="icon-button"
          href="/graphiql"
          target="_blank"
          title="As GraphQL"
          aria-label={`As GraphQL: ${name}`}
          onPointerDown={({ currentTarget }) => (currentTarget.href = graphiqlAddress(query()))}
          onFocus={({ currentTarget }) => (currentTarget.href = graphiqlAddress(query()))}
        >
          <Icon name="graphql" />
        </a>
      )}
      <button
        type="button"
        class="icon-button"
        title="Copy a link to this"
        aria-label={`Copy a link: ${name}`}
        onClick={() => void copyLink()}
      >
        <Icon name="link" />
      </button>
      {downloads && downloads.length > 0 && (
        <Menu
          className="icon-button"
          name={`Download: ${name}`}
          label={<Icon name="download" />}
          isRight
        >
          {() =>
            downloads.flatMap((download) => [
              <button type="button" role="menuitem" onClick={() => void save(download)}>
                {download.label}
                <span class="muted small">{download.file}</span>
              </button>,
              download.table && (
                <button
                  type="button"
                  role="menuitem"
                  onClick={() => showTable(name, download.table!)}
                >
                  Table <span class="muted small">to be read here</span>
                </button>
              ),
            ])
          }
        </Menu>
      )}
    </span>
  );
}

export function graphiqlAddress({ query, variables }: Query): string {
  const text = `query=${encodeURIComponent(query)}`;
  if (variables === undefined) return `/graphiql?${text}`;
  return `/graphiql?${text}&variables=${encodeURIComponent(JSON.stringify(variables, null, 2))}`;
}

export async function copyLink(): Promise<void> {
  const link = linkToHere();
  try {
    await navigator.clipboard.writeText(link);
    announce('The link is in the clipboard.');
  } catch {
    // Without a secure origin a page may not write there: the address bar has the link as well.
    announce('The address of this page is the link.');
  }
}

async function save({ file, make, label }: Download): Promise<void> {
  try {
    const address = URL.createObjectURL(await make());
    const link = document.createElement('a');
    link.href = address;
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } catch (error) {
    announce(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
