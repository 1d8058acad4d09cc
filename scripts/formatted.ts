import { readFile } from 'node:fs/promises';
import { format, type FormatConfig } from 'oxfmt';

/**
 * A text as `npm run format` would write it.
 *
 * @param name of a file, whose ending says what the text is
 * @throws Error with what the formatter cannot read
 */
export async function formatted(name: string, text: string): Promise<string> {
  const settings = new URL('../.oxfmtrc.json', import.meta.url);
  const style = JSON.parse(await readFile(settings, 'utf8')) as FormatConfig;
  const { code, errors } = await format(name, text, style);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return code;
}
