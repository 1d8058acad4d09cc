import { Panel } from '../parts/Panel.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { control, drawMore } from './control.ts';
import { firstAnswers, secondAnswers } from './view.ts';

/** The same change to as many units drawn at random: does it matter which they are? */
export function ControlPanel() {
  const found = control.value.value;
  const [one, other] = [firstAnswers.value, secondAnswers.value];
  if (one === null || other === null || control.units() === null) return null;
  const [untouched, changed] = [one.labels.at(-1) ?? 0, other.labels.at(-1) ?? 0];
  const draws = found?.length ?? 0;
  const count = (label: number) => found?.filter((draw) => draw.label === label).length ?? 0;
  const classes = Array.from({ length: one.classes }, (_, n) => n);
  const units = control.units() ?? 0;
  return (
    <Panel
      area="control"
      title="Control"
      sub={`the same change to ${units} other ${units === 1 ? 'unit' : 'units'}, drawn at random`}
      query={control.query}
      isLate={control.isLate.value}
    >
      <Mistake error={control.error.value} />
      <div class="control-body">
        <ol class="histogram" aria-label={`Answers of ${draws} random draws`}>
          {classes.map((label) => (
            <li>
              <span class="unseen">
                {label}: {count(label)} draws
              </span>
              <span class="stack" aria-hidden="true">
                {Array.from({ length: count(label) }, () => (
                  <span class={`block ${label === untouched ? 'kept' : ''}`} />
                ))}
              </span>
              <span class={`small ${label === changed ? 'strong' : 'muted'}`} aria-hidden="true">
                {label}
                {label === changed && (
                  <>
                    <br />▴
                  </>
                )}
              </span>
            </li>
          ))}
        </ol>
        <div>
          <table class="control-table">
            <thead>
              <tr>
                <td />
                <th scope="col" class="number">
                  still {untouched}
                </th>
                <th scope="col" class="number">
                  reads {changed}
                </th>
              </tr>
            </thead>
            <tbody>
              <tr class="strong">
                <th scope="row">this change</th>
                <td class="number">{untouched === changed ? 'yes' : 'no'}</td>
                <td class="number">yes</td>
              </tr>
              <tr>
                <th scope="row">{draws} random draws</th>
                <td class="number">{count(untouched)}</td>
                <td class="number">{count(changed)}</td>
              </tr>
            </tbody>
          </table>
          <p class="words">
            {found === null
              ? 'Drawing …'
              : verdict(draws, count(untouched), count(changed), untouched, changed)}
          </p>
          <button type="button" class="button" onClick={drawMore}>
            Draw 20 more
          </button>
        </div>
      </div>
    </Panel>
  );
}

function verdict(
  draws: number,
  kept: number,
  same: number,
  untouched: number,
  changed: number,
): string {
  if (untouched === changed) {
    return `The answer stays ${untouched}, and stays so in ${kept} of ${draws} random draws.`;
  }
  const rest = `Of ${draws} random sets ${kept} keep the ${untouched}, and ${same} also read a ${changed}.`;
  if (same > draws / 2) return `${rest} Which units are changed hardly matters.`;
  return kept > draws / 2
    ? `${rest} Which units are changed matters.`
    : `${rest} Changing any of them is not harmless.`;
}
