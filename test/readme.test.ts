import { readdirSync, readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Without comments and line breaks, which a shell's line has no room for. */
const normal = (query: string) => print(parse(query));

const examples = readdirSync(new URL('examples/', root))
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => normal(text(`examples/${file}`)));

describe('README.md', () => {
  const readme = text('README.md');
  const inGraphql = [...readme.matchAll(/```graphql\n([^]*?)```/g)].map(([, query]) => query!);
  const inShell = [...readme.matchAll(/^curl .* -d '(.*)'$/gm)].map(
    ([, body]) => (JSON.parse(body!) as { query: string }).query,
  );

  it('shows how to look inside, train and watch with curl', () => {
    expect(inShell.map((query) => /\w+ \w+/.exec(query)?.[0])).toEqual([
      'query LookInside',
      'mutation TrainLstm',
      'query Progress',
    ]);
  });

  it.each([...inShell, ...inGraphql])('asks what an example asks: %s', (query) => {
    expect(examples).toContain(normal(query));
  });

  it('links to files that are there', () => {
    const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect(() => readdirOrFile(path)).not.toThrow();
  });
});

function readdirOrFile(path: string): unknown {
  try {
    return text(path);
  } catch {
    return readdirSync(new URL(path, root));
  }
}
