import type { Subject } from '../state/state.ts';
import { readableModels } from './models.ts';
import { percent } from './numbers.ts';

interface ModelItemsProps {
  current: Subject | null;
  onChoose: (slug: string) => void;
}

/** Every model with its accuracy, the best first among the zoo's; one's own come before. */
export function ModelItems({ current, onChoose }: ModelItemsProps) {
  return (
    <>
      {readableModels.value.map(({ slug, evaluation }) => (
        <button
          type="button"
          role="menuitemradio"
          aria-checked={current?.kind === 'model' && current.slug === slug}
          onClick={() => onChoose(slug)}
        >
          {slug}
          {evaluation && <span class="muted">{percent(evaluation.accuracy)} %</span>}
        </button>
      ))}
    </>
  );
}
