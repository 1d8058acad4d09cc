import { unitScale } from '../../figures/colours/colourScale.ts';
import type { ModelCardQuery } from '../api/documents.ts';
import { nextConfused } from './openConfused.ts';

type Evaluation = NonNullable<NonNullable<ModelCardQuery['model']>['evaluation']>;

interface ConfusionProps {
  slug: string;
  dataset: string;
  evaluation: Pick<Evaluation, 'confusion'> & Partial<Pick<Evaluation, 'classes'>>;
}

/** Counts by true class and answer. Errors are coloured, by the root of their count; what is right is plain. */
export function Confusion({ slug, dataset, evaluation: { confusion, classes } }: ConfusionProps) {
  const most = Math.max(
    1,
    ...confusion.flatMap((line, label) => line.filter((_, answer) => answer !== label)),
  );
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={`Confusion of ${slug}`}>
      <table class="confusion">
        <thead>
          <tr>
            <th scope="col">true</th>
            {confusion.map((_, answer) => (
              <th scope="col" class="answer">
                {answer}
              </th>
            ))}
            {classes && (
              <th scope="col" class="number">
                error, %
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {confusion.map((line, label) => (
            <tr>
              <th scope="row">{label}</th>
              {line.map((count, answer) => (
                <td>
                  {answer === label ? (
                    <span class="right">{count}</span>
                  ) : count === 0 ? (
                    <span class="none" />
                  ) : (
                    <button
                      type="button"
                      style={cellColours(Math.sqrt(count / most))}
                      title={`${count} of class ${label} read as ${answer}`}
                      onClick={() => void nextConfused(slug, dataset, label, answer)}
                    >
                      {count}
                    </button>
                  )}
                </td>
              ))}
              {classes && <ErrorCell accuracy={classes[label]?.accuracy ?? null} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ErrorCell({ accuracy }: { accuracy: number | null }) {
  const error = accuracy === null ? 0 : 100 * (1 - accuracy);
  return (
    <td class="error">
      <span class="track">
        <span class="bar" style={{ width: `${Math.min(100, 10 * error)}%` }} />
      </span>
      <span class="value">{accuracy === null ? '–' : error.toFixed(2)}</span>
    </td>
  );
}

/** Dark cells carry light numbers. */
function cellColours(part: number): { background: string; color: string } {
  const [red, green, blue] = unitScale.colourAt(0.2 + 0.8 * part);
  const light = 0.299 * red + 0.587 * green + 0.114 * blue;
  return { background: `rgb(${red} ${green} ${blue})`, color: light > 110 ? '#000' : '#fff' };
}
