/** The options that the range of another may depend on. */
export interface OptionsBeside {
  learningRate: number;
}

/** All there is to say of one option of training: whoever reads or shows it asks here. */
export interface TrainingOption<T> {
  /** What it has where nothing is asked for. */
  default: T;
  /** What it is, as the start of a sentence. */
  meaning: string;
  /** What else whoever chooses it should know. */
  note?: string;
  /** Its values in words, such as `a whole number from 1 to 1000`. */
  values: string;
  /** What JSON and the API have for it: a number, a word of a list, or null as well. */
  type: 'wholeNumber' | 'number' | { words: readonly string[] };
  /** What null switches off, where there is null; else null itself. */
  off: string | null;
  /** What was expected instead of a value; null for a value that it can have, beside these others. */
  fault(value: unknown, beside: OptionsBeside): string | null;
}

type Said<T> = Pick<TrainingOption<T>, 'default' | 'meaning' | 'note'>;

export function wholeNumber(
  least: number,
  most: number,
  said: Said<number>,
): TrainingOption<number> {
  const values = `a whole number from ${least} to ${most}`;
  const fits = (value: unknown) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  const fault = (value: unknown) => (fits(value) ? null : values);
  return { ...said, values, type: 'wholeNumber', off: null, fault };
}

/** Numbers of a range, and perhaps one beside it. */
export interface NumberRange {
  orElse?: number;
  least: number;
  most?: number;
  below?: number;
  /** Told with the range, where it does not explain itself. */
  why?: string;
}

/** @param range of the value, which may depend on other options; `values` then says it in words */
export function realNumber(
  range: NumberRange | ((beside: OptionsBeside) => NumberRange),
  said: Said<number> & { values?: string },
): TrainingOption<number> {
  const rangeBeside = typeof range === 'function' ? range : () => range;
  return {
    ...said,
    values: said.values ?? (typeof range === 'function' ? 'a number' : rangeInWords(range)),
    type: 'number',
    off: null,
    fault(value, beside) {
      const allowed = rangeBeside(beside);
      return liesIn(allowed, value) ? null : rangeInWords(allowed);
    },
  };
}

export function word<Word extends string>(
  words: readonly Word[],
  said: Said<Word>,
): TrainingOption<Word> {
  const values = words.map((name) => JSON.stringify(name)).join(' or ');
  const fault = (value: unknown) => (words.includes(value as Word) ? null : values);
  return { ...said, values, type: { words }, off: null, fault };
}

/** The same option, which null switches off, as it is where nothing is asked for. */
export function orNull<T>(option: TrainingOption<T>, off: string): TrainingOption<T | null> {
  return {
    ...option,
    default: null,
    off,
    fault: (value, beside) => (value === null ? null : option.fault(value, beside)),
  };
}

/** False for NaN, and for what is no number. */
export function liesIn({ orElse, least, most, below }: NumberRange, value: unknown): boolean {
  if (typeof value !== 'number') return false;
  if (value === orElse) return true;
  return value >= least && (below === undefined ? value <= (most ?? Infinity) : value < below);
}

export function rangeInWords({ orElse, least, most, below, why }: NumberRange): string {
  const upper = below === undefined ? `at most ${most}` : `below ${below}`;
  const other = orElse === undefined ? '' : `${orElse}, or `;
  return `${other}a number at least ${least} and ${upper}${why === undefined ? '' : ` (${why})`}`;
}
