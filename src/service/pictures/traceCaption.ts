import type { ImageTrace } from '../reading/imageTrace.ts';

/** `mnist test 0, a 7`, and what was changed. */
export function traceSubtitle({ image: { example }, changes }: ImageTrace): string {
  const what =
    example === null
      ? 'a drawing'
      : `${example.dataset} ${example.split.toLowerCase()} ${example.index}, ${classWithArticle(example.label)}`;
  if (changes === null) return what;
  const { preset, interventions } = changes;
  if (preset !== null) return `${what}; ${preset.name} from step ${preset.fromStep}`;
  const count = interventions.length;
  return `${what}; ${count} intervention${count === 1 ? '' : 's'}`;
}

/** `a 7`, `an 8`. */
export function classWithArticle(label: number): string {
  return /^(8|11$|18$)/.test(`${label}`) ? `an ${label}` : `a ${label}`;
}
