/**
 * A condition on a column of text. Postgres refuses the character NUL, so no stored text has it and a
 * text with it equals none.
 */
export function equalTo(text: string): string | { in: string[] } {
  return text.includes('\0') ? { in: [] } : text;
}
