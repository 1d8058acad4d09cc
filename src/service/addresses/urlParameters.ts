import { invalidArgument, misfit, type GatescopeError } from '../../errors.ts';

/** Of GraphQL's Int, and of Postgres' integers. */
const LARGEST_WHOLE_NUMBER = 2 ** 31 - 1;

/** The parameters of a URL that anyone may have written: each at most once, and none that nobody reads. */
export class UrlParameters {
  readonly #values = new Map<string, string>();
  readonly #read = new Set<string>();

  /** @throws GatescopeError INVALID_ARGUMENT, naming a parameter that is repeated */
  constructor(search: URLSearchParams) {
    for (const [name, value] of search) {
      if (this.#values.has(name)) {
        throw misfit('INVALID_ARGUMENT', brief(name), 'it at most once', 'it again');
      }
      this.#values.set(name, value);
    }
  }

  text(name: string): string | null {
    this.#read.add(name);
    return this.#values.get(name) ?? null;
  }

  /**
   * Whole numbers from 0 with hyphens between, which need no escape in a URL.
   *
   * @throws GatescopeError INVALID_ARGUMENT for anything else, or another count
   */
  wholeNumbers(name: string, count?: number): number[] | null {
    const text = this.text(name);
    if (text === null) return null;
    const numbers = text.split('-').map((part) => (/^\d{1,10}$/.test(part) ? Number(part) : NaN));
    const fit = numbers.every((number) => number <= LARGEST_WHOLE_NUMBER);
    if (fit && (count === undefined || numbers.length === count)) return numbers;
    const expected = count === 1 ? 'a whole number' : `${count ?? ''} whole numbers such as 0-28`;
    throw invalidArgument(name, expected.trim(), text);
  }

  /** @throws GatescopeError INVALID_ARGUMENT for anything but one whole number */
  wholeNumber(name: string): number | null {
    return this.wholeNumbers(name, 1)?.[0] ?? null;
  }

  /** @throws GatescopeError INVALID_ARGUMENT for none of these */
  choice<Name extends string>(name: string, choices: readonly Name[]): Name | null {
    const text = this.text(name);
    if (text === null) return null;
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) throw invalidArgument(name, `one of ${choices.join(', ')}`, text);
    return chosen;
  }

  /** @throws GatescopeError INVALID_ARGUMENT, naming a parameter that has no meaning here */
  checkAllRead(): void {
    for (const [name, value] of this.#values) {
      if (!this.#read.has(name)) {
        throw invalidArgument(brief(name), 'no such parameter here', value);
      }
    }
  }
}

export function missingParameter(name: string, expected: string): GatescopeError {
  return misfit('INVALID_ARGUMENT', name, expected, 'none');
}

/** A name that may be anything. */
function brief(name: string): string {
  return name.slice(0, 40);
}
