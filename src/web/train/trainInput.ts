import type { TrainModelInput } from '../api/documents.ts';
import { shownFields, type Field, type Form } from './fields.ts';

/** What the API gets; what is no number goes as it is, and the API says so. */
export function trainInput(form: Form): TrainModelInput {
  const options: Record<string, unknown> = {};
  const recipe: Record<string, unknown> = { cell: 'LSTM', units: 32 };
  for (const field of shownFields(form)) {
    const text = form[field.name];
    if (text === undefined || text === '') continue;
    const target = field.isForm === true ? recipe : options;
    if (field.name === 'seeds') Object.assign(options, seedsOf(text));
    else target[field.name] = typed(field, text);
  }
  const what =
    form['architecture'] === undefined ? { recipe } : { architecture: form['architecture'] };
  return { ...what, ...options } as TrainModelInput;
}

function typed({ kind }: Field, text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (kind !== 'number') return text;
  const number = Number(text.replace('−', '-'));
  return Number.isFinite(number) ? number : text;
}

/** `1` is a seed, `1, 2, 3` are several, `1-5` too. */
function seedsOf(text: string): Pick<TrainModelInput, 'seed' | 'seeds'> {
  const seeds = text.split(',').flatMap((part) => {
    const [, from, to] = /^\s*(\d+)\s*[-–]\s*(\d+)\s*$/.exec(part) ?? [];
    if (from === undefined || to === undefined) return [Number(part)];
    const count = Math.min(Number(to) - Number(from) + 1, MOST_SEEDS + 1);
    return Array.from({ length: Math.max(0, count) }, (_, n) => Number(from) + n);
  });
  const [only] = seeds;
  return seeds.length === 1 && only !== undefined ? { seed: only } : { seeds };
}

const MOST_SEEDS = 20;
