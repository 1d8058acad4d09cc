import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

import { limits } from './limits.ts';
import { tooLarge } from './tooLarge.ts';

const OPENING = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Why the text of a query is not even parsed; null when it may be. graphql's parser and validation call
 * themselves for each level, so deep nesting would end in an overflow of the stack; and a long alias
 * would stand in the answer once for every item of a list.
 */
export function queryTextError(query: string): GraphQLError | null {
  const lexer = new Lexer(new Source(query));
  let depth = 0;
  try {
    // The parser gives up at so many tokens.
    for (let n = 0; n <= limits.tokens; n++) {
      const { kind, value } = lexer.advance();
      if (kind === TokenKind.EOF) return null;
      if (OPENING.has(kind)) depth++;
      else if (CLOSING.has(kind)) depth--;
      else if (kind === TokenKind.NAME && value.length > limits.name) {
        return tooLarge(`names of at most ${limits.name} characters`);
      }
      if (depth > limits.nesting)
        return tooLarge(`at most ${limits.nesting} brackets in each other`);
    }
  } catch (error) {
    // What is no GraphQL the parser says, with the same words.
    if (!(error instanceof GraphQLError)) throw error;
  }
  return null;
}
