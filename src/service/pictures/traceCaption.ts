import type { ImageTrace } from '../reading/imageTrace.ts';

/** `mnist test 0, a 7`, and what was changed. */
export function traceSubtitle({
  image: { example },
  changes,
}: Pick<ImageTrace, 'image' | 'changes'>): string {
  const what =
    example === null
      ? 'a drawing'
      : `${example.dataset} ${example.split.toLowerCase()} ${example.index}, ${classWithArticle(example.label)}`;
  if (changes === null) return what;
  if ('preset' in changes) {
    return `${what}; ${changes.preset.name} from step ${changes.preset.fromStep}`;
  }
  const count = changes.interventions.length;
  return `${what}; ${count} intervention${count === 1 ? '' : 's'}`;
}

/** `a 7`, `an 8`. */
export function classWithArticle(label: number): string {
  return /^(8|11$|18$)/.test(`${label}`) ? `an ${label}` : `a ${label}`;
}
