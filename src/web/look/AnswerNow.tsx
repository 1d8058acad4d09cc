import { Panel } from '../parts/Panel.tsx';
import { answerAt } from './answers.ts';
import { answerQuery } from './asGraphql.ts';
import { answerDownloads } from './downloads.ts';
import { readsRows } from './models.ts';
import { fixed } from './numbers.ts';
import { Icon } from '../parts/Icon.tsx';
import { pixels } from './picture.ts';
import { answers, compared, firstAnswers, row, rowCount, secondAnswers } from './view.ts';

/** The answer at the cursor: the digit, how sure, and every class. */
export function AnswerNow() {
  const pair = compared.value;
  const title = readsRows.value ? `Answer at row ${row.value}` : 'Answer';
  return (
    <Panel area="now" title={title} query={answerQuery} downloads={answerDownloads()}>
      {isBlank() ? (
        <p class="empty">Draw a digit, or take one.</p>
      ) : pair === null ? (
        <OneAnswer />
      ) : (
        <TwoAnswers />
      )}
    </Panel>
  );
}

function isBlank(): boolean {
  return pixels.value.value?.values.every((value) => value === 0) ?? false;
}

function OneAnswer() {
  const found = answers.value;
  if (found === null) return <div class="skeleton" style={{ height: '320px' }} />;
  const { label, probability, probabilities } = answerAt(found, row.value);
  const truth = pixels.value.value?.label ?? null;
  return (
    <div class="now-body" data-answer={label}>
      <p class="verdict-line">
        <span class="digit">{label}</span>
        <span>
          <b class="big">{fixed(probability)}</b>
          <br />
          <span class="muted">{judgement(label, truth, found.decidedAt)}</span>
        </span>
      </p>
      <ol class="bars">
        {Array.from(probabilities, (value, n) => (
          <li class={n === label ? 'strong' : undefined}>
            <span class="class">{n}</span>
            <span class="track">
              <span class="bar" style={{ '--part': String(value) }} />
            </span>
            <span class="value">{fixed(value)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Whether it is right, and where it stands to the decision. */
function judgement(label: number, truth: number | null, decidedAt: number): string {
  const isDecided = row.value >= decidedAt;
  const when = !readsRows.value
    ? ''
    : row.value === decidedAt && decidedAt < rowCount.value - 1
      ? 'decided here'
      : isDecided
        ? `decided at row ${decidedAt}`
        : `not decided before row ${decidedAt}`;
  if (truth === null) return when;
  const right = label === truth ? `right: it is a ${truth}` : `wrong: it is a ${truth}`;
  return when === '' ? right : `${right}, ${when}`;
}

function TwoAnswers() {
  const pair = compared.value!;
  const [one, other] = [firstAnswers.value, secondAnswers.value];
  if (one === null || other === null) return null;
  const [a, b] = [answerAt(one, row.value), answerAt(other, row.value)];
  const truth = pair.second.reading.picture.label;
  return (
    <div class="now-body two" data-answer={b.label} data-untouched={a.label}>
      <p class="verdict-line">
        <span class="digit muted">{a.label}</span>
        <Icon name="arrow" />
        <span class="digit">{b.label}</span>
        <span>
          <b class="big">{fixed(b.probability)}</b>
          <br />
          <span class="muted">
            {truth !== null &&
              (b.label === truth ? `right: it is a ${truth}` : `wrong: it is a ${truth}`)}
          </span>
        </span>
      </p>
      <p class="small key">
        <span class="swatch muted-swatch" /> {pair.first.title} <span class="swatch" />{' '}
        {pair.second.title}
      </p>
      <ol class="bars">
        {Array.from(b.probabilities, (value, n) => (
          <li class={n === b.label ? 'strong' : undefined}>
            <span class="class">{n}</span>
            <span class="track double">
              <span class="bar before" style={{ '--part': String(a.probabilities[n] ?? 0) }} />
              <span class="bar" style={{ '--part': String(value) }} />
            </span>
            <span class="value muted">{fixed(a.probabilities[n] ?? 0)}</span>
            <span class="value">{fixed(value)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
