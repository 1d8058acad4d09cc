import { useLayoutEffect, useRef } from 'preact/hooks';

import { Panel } from '../parts/Panel.tsx';
import type { Answers } from './answers.ts';
import { answerQuery } from './asGraphql.ts';
import { ColourBar } from './ColourBar.tsx';
import { paintCells, unitScale } from './colours.ts';
import { answerDownloads } from './downloads.ts';
import { goToRow } from './player.ts';
import { reading } from './reading.ts';
import { RowCursor } from './RowCursor.tsx';
import { answers, compared, firstAnswers, row, rowCount, secondAnswers } from './view.ts';

/** The probabilities after each row, and from where on the answer stays. */
export function AnswerPanel() {
  const pair = compared.value;
  const label = reading.value.value?.picture.label ?? null;
  const [one, other] = [firstAnswers.value, secondAnswers.value];
  return (
    <Panel
      area="answer"
      title="Answer"
      sub="by row"
      query={answerQuery}
      downloads={answerDownloads()}
      isLate={reading.isLate.value}
    >
      <div class={pair === null ? 'strips' : 'strips two'}>
        {pair === null ? (
          answers.value && <Strip title="probability" found={answers.value} label={label} />
        ) : (
          <>
            {one && (
              <Strip
                title={pair.first.title}
                found={one}
                label={pair.first.reading.picture.label}
                isSmall
              />
            )}
            {other && (
              <Strip
                title={pair.second.title}
                found={other}
                label={pair.second.reading.picture.label}
                isSmall
              />
            )}
          </>
        )}
      </div>
    </Panel>
  );
}

interface StripProps {
  title: string;
  found: Answers;
  /** The true class; null where it is not known. */
  label: number | null;
  isSmall?: boolean;
}

function Strip({ title, found, label, isSmall = false }: StripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { classes, probabilities, labels, decidedAt } = found;
  const rows = labels.length;
  useLayoutEffect(() => {
    paintCells(canvas.current!, { shape: [rows, classes], values: probabilities }, unitScale);
  }, [probabilities]);
  const answer = labels.at(-1) ?? 0;
  const shownRow = Math.min(row.value, rows - 1);
  const isWhole = rows === 1;
  return (
    <figure class="strip">
      <figcaption class="map-title muted">
        {title}
        {!isSmall && label !== null && <span class="wide-words">; ▾ is the true class</span>}
      </figcaption>
      <div class="strip-body">
        <div
          class="map-box rows"
          data-map="probabilities"
          onClick={(event) => goToRow(rowAt(event))}
        >
          <canvas ref={canvas} class="cells" />
          {label !== null && (
            <span class="pointer" style={{ left: `${((label + 0.5) / classes) * 100}%` }}>
              ▾
            </span>
          )}
          {!isWhole && <RowCursor />}
        </div>
        <ol class="labels rows" aria-hidden="true">
          {labels.map((one, n) => (
            <li class={n === shownRow ? 'strong' : n >= decidedAt ? '' : 'muted'}>
              {rows <= 28 || n % Math.ceil(rows / 28) === 0 ? one : ''}
            </li>
          ))}
        </ol>
        {!isSmall && !isWhole && decidedAt < rows - 1 && (
          <div class="bracket" style={{ top: `${(decidedAt / rows) * 100}%` }}>
            <p>
              <span class="muted">decided</span>
              <br />
              <b>row {decidedAt}</b>
            </p>
          </div>
        )}
      </div>
      <div class="class-axis" aria-hidden="true">
        {Array.from({ length: classes }, (_, n) => (
          <span class={n === labels[shownRow] ? 'strong' : 'muted'}>
            {!isSmall || n === 0 || n === classes - 1 || n === labels[shownRow] ? n : ''}
          </span>
        ))}
      </div>
      {isSmall ? (
        <p class="small verdict">
          <b>
            {answer} from row {decidedAt}
          </b>
          <br />
          <span class="muted">{label === null ? '' : answer === label ? 'right' : 'wrong'}</span>
        </p>
      ) : (
        <ColourBar scale={unitScale} width="140px">
          probability
        </ColourBar>
      )}
    </figure>
  );
}

function rowAt({ clientY, currentTarget }: MouseEvent): number {
  const { top, height } = (currentTarget as HTMLElement).getBoundingClientRect();
  return Math.floor(((clientY - top) / height) * rowCount.value);
}
