import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Characters of all texts together; a document takes about fifty bytes for each of its text. */
const MOST_CHARACTERS = 2 ** 20;
/** Longer texts hold a drawn image, which does not come a second time. */
const LONGEST = 2 ** 14;

/**
 * Documents that have been parsed and have passed every check that needs their text alone, by that
 * text. The least recently used go first.
 */
export class KnownDocuments {
  readonly #documents: LRUCache<string, DocumentNode>;

  constructor(mostCharacters = MOST_CHARACTERS) {
    this.#documents = new LRUCache({
      maxSize: mostCharacters,
      maxEntrySize: LONGEST,
      sizeCalculation: (_document, text) => text.length,
    });
  }

  get(text: string): DocumentNode | undefined {
    return this.#documents.get(text);
  }

  /** @param document valid, and within the limits of its text */
  add(text: string, document: DocumentNode): void {
    if (text !== '') this.#documents.set(text, document);
  }
}
