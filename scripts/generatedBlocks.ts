import { readFile, writeFile } from 'node:fs/promises';
import { formatted } from './formatted.ts';

/**
 * Writes generated text into a Markdown file between `<!-- NAME -->` and `<!-- end -->`, and leaves
 * what people wrote around it as it is.
 *
 * @throws Error for a block that the file lacks, or one of the file's that nobody has made
 */
export async function fillBlocks(file: URL, blocks: ReadonlyMap<string, string>): Promise<void> {
  const unused = new Set(blocks.keys());
  const text = (await readFile(file, 'utf8')).replaceAll(
    /<!-- ([a-z-]+) -->\n[^]*?<!-- end -->/g,
    (_, name: string) => {
      const made = blocks.get(name);
      if (made === undefined) throw new Error(`${file.pathname}: nothing was made for ${name}`);
      unused.delete(name);
      return `<!-- ${name} -->\n\n${made.trim()}\n\n<!-- end -->`;
    },
  );
  if (unused.size > 0) throw new Error(`${file.pathname} has no ${[...unused].join(', ')}`);
  await writeFile(file, await formatted('document.md', text));
}
