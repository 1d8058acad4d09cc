import { Icon } from '../parts/Icon.tsx';
import { goToRow, isPlaying, togglePlay } from './player.ts';
import { answers, row, rowCount } from './view.ts';
import { answerAt } from './answers.ts';
import { fixed } from './numbers.ts';

/** Reads the image on, row by row. On small screens it stays in reach at the bottom. */
export function PlayBar() {
  const last = rowCount.value - 1;
  const at = row.value;
  const answer = answers.value && answerAt(answers.value, at);
  return (
    <div class="play-bar" role="group" aria-label="Reading">
      <button
        class="icon-button wide-only"
        type="button"
        aria-label="First row"
        onClick={() => goToRow(0)}
      >
        <Icon name="first" />
      </button>
      <button
        class="icon-button wide-only"
        type="button"
        aria-label="Row back"
        onClick={() => goToRow(at - 1)}
      >
        <Icon name="left" />
      </button>
      <button class="button primary play" type="button" onClick={togglePlay}>
        <Icon name={isPlaying.value ? 'pause' : 'play'} />
        {isPlaying.value ? 'Pause' : 'Play'}
      </button>
      <button
        class="icon-button wide-only"
        type="button"
        aria-label="Next row"
        onClick={() => goToRow(at + 1)}
      >
        <Icon name="right" />
      </button>
      <button
        class="icon-button wide-only"
        type="button"
        aria-label="Last row"
        onClick={() => goToRow(last)}
      >
        <Icon name="last" />
      </button>
      <button
        class="button narrow-only"
        type="button"
        aria-label="Row back"
        onClick={() => goToRow(at - 1)}
      >
        <Icon name="left" />
      </button>
      <input
        class="narrow-only"
        type="range"
        min={0}
        max={last}
        value={at}
        aria-label="Row"
        onInput={({ currentTarget }) => goToRow(Number(currentTarget.value))}
      />
      <button
        class="button narrow-only"
        type="button"
        aria-label="Next row"
        onClick={() => goToRow(at + 1)}
      >
        <Icon name="right" />
      </button>
      <p class="where">
        <span class="muted">row</span> <b>{at}</b> <span class="muted wide-only">of {last}</span>
        {answer && (
          <span class="narrow-only">
            <br />
            <b>{answer.label}</b> {fixed(answer.probability)}
          </span>
        )}
      </p>
    </div>
  );
}
