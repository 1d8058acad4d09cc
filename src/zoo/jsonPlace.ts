import { GatescopeError, shown } from '../errors.ts';

/** A value within a JSON file, and what it must be: every complaint names the file and the place. */
export class JsonPlace {
  readonly #file: string;
  /** Such as `evaluation.confusion[3]`; empty for the whole. */
  readonly #path: string;
  readonly value: unknown;

  constructor(file: string, path: string, value: unknown) {
    this.#file = file;
    this.#path = path;
    this.value = value;
  }

  /** The file and the place in it, as complaints name them. */
  get name(): string {
    return this.#path === '' ? this.#file : `${this.#file}: ${this.#path}`;
  }

  /** Those of an object that has these and no others. */
  members<Name extends string>(...names: readonly Name[]): Record<Name, JsonPlace> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.misfit('an object');
    }
    const unknown = Object.keys(value).find((name) => !names.includes(name as Name));
    if (unknown !== undefined) throw this.#at(unknown, undefined).misfit('nothing', 'a value');
    const entries = names.map((name) => {
      if (!Object.hasOwn(value, name)) throw this.#at(name, undefined).misfit('a value', 'nothing');
      return [name, this.#at(name, (value as Record<string, unknown>)[name])];
    });
    return Object.fromEntries(entries) as Record<Name, JsonPlace>;
  }

  items(): JsonPlace[] {
    if (!Array.isArray(this.value)) throw this.misfit('an array');
    return this.value.map(
      (item: unknown, n) => new JsonPlace(this.#file, `${this.#path}[${n}]`, item),
    );
  }

  wholeNumber(least: number, most: number): number {
    if (Number.isInteger(this.value)) {
      const value = this.value as number;
      if (value >= least && value <= most) return value;
    }
    throw this.misfit(`a whole number from ${least} to ${most}`);
  }

  number(least: number, most: number): number {
    const { value } = this;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    if (least === -Infinity) throw this.misfit('a number');
    throw this.misfit(`a number from ${least}${most === Infinity ? '' : ` to ${most}`}`);
  }

  text(): string {
    if (typeof this.value === 'string' && this.value !== '') return this.value;
    throw this.misfit('a text');
  }

  oneOf<Name extends string>(names: readonly Name[]): Name {
    const found = names.find((name) => name === this.value);
    if (found !== undefined) return found;
    throw this.misfit(names.map((name) => JSON.stringify(name)).join(' or '));
  }

  /** In lower case. */
  sha256(): string {
    if (typeof this.value === 'string' && /^[0-9a-f]{64}$/.test(this.value)) return this.value;
    throw this.misfit('a SHA-256 of 64 digits from 0 to f');
  }

  /** A moment as `Date.toJSON` writes it. */
  date(): Date {
    const date = typeof this.value === 'string' ? new Date(this.value) : new Date(NaN);
    if (!Number.isNaN(date.getTime()) && date.toISOString() === this.value) return date;
    throw this.misfit('a date such as "2026-01-31T12:00:00.000Z"');
  }

  misfit(expected: string, got = shown(this.value)): GatescopeError {
    return new GatescopeError('ZOO_BROKEN', `${this.name}: expected ${expected}, got ${got}`);
  }

  #at(name: string, value: unknown): JsonPlace {
    return new JsonPlace(this.#file, this.#path === '' ? name : `${this.#path}.${name}`, value);
  }
}
