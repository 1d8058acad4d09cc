import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { GraphQLError, ParseOptions, ValidationContext, ValidationRule } from 'graphql';

import { mostCost } from './mostCost.ts';
import { operationCost, type Request } from './operationCost.ts';
import { tooLarge } from './tooLarge.ts';

/** What one request may ask for, over HTTP and over WebSocket alike. */
export const limits = {
  /** Levels of fields. */
  depth: 12,
  aliases: 30,
  directives: 30,
  /** Words and signs of the query's text; a drawn digit in it takes about 800. */
  tokens: 5_000,
  /** Brackets of any kind in each other; a drawn digit in twelve levels of fields takes half of it. */
  nesting: 50,
  /** Characters of a name: of a field, an alias, a variable, … */
  name: 100,
  /** See operationCost.ts. */
  cost: mostCost,
  /** Bytes of a request, and of a WebSocket message. */
  body: 2 ** 20,
  /** Bytes of all headers of a request. */
  headers: 2 ** 14,
  /** WebSockets open at a time. */
  sockets: 500,
} as const;

export const parseOptions: ParseOptions = { maxLexicalTokens: limits.tokens };

/** Validation rules, beside those of the GraphQL specification. */
export function limitRules(): ValidationRule[] {
  const { validationRules } = new ApolloArmor({
    maxDepth: { n: limits.depth, ...refusal('levels of fields', limits.depth) },
    maxAliases: { n: limits.aliases, ...refusal('aliases', limits.aliases) },
    maxDirectives: { n: limits.directives, ...refusal('directives', limits.directives) },
    // graphql's own parser counts tokens, and `costError` counts cost with the variables at hand.
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    // The schema is open to introspection, so that suggestions give nothing away.
    blockFieldSuggestion: { enabled: false },
  }).protect();
  return validationRules;
}

/** Why a valid operation is not executed; null when it may be. */
export function costError(request: Request): GraphQLError | null {
  const cost = operationCost(request);
  return cost > limits.cost ? tooLarge(`a cost of at most ${limits.cost}, got ${cost}`) : null;
}

/**
 * Ours for an error by which graphql itself says that it gave up: the parser on as many tokens as
 * it may read, a validation rule on as many mistakes or fields to compare. Null for any other error.
 */
export function graphqlLimitError({ message }: GraphQLError): GraphQLError | null {
  if (message.endsWith(`${limits.tokens} tokens. Parsing aborted.`)) {
    return tooLarge(`at most ${limits.tokens} tokens`);
  }
  if (message.endsWith('Validation aborted.')) return tooLarge('less to validate');
  return null;
}

/** Reports with our code and words, and once only, in place of throwing. */
function refusal(things: string, most: number) {
  return {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null) =>
        context?.reportError(tooLarge(`at most ${most} ${things}`)),
    ],
  };
}
