import { go } from '../state/store.ts';
import '../style/complete.css';

/** What a next-pixel model makes of a drawing; none can be trained yet, and the page says so. */
export default function CompleteView() {
  return (
    <section class="complete" aria-labelledby="title-complete">
      <h1 id="title-complete">Complete a drawing</h1>
      <p>
        A network that has learnt which pixel comes next can go on with what you have drawn: you
        give it the top half of an 8, and it draws a bottom half, pixel by pixel, while you watch.
        Where a pixel surprised it shows as an image.
      </p>
      <p>
        <b>There is no such model on this service.</b> All its models tell digits apart: they read
        an image and answer what it is. Models of the next pixel will be shown here once the service
        can train them.
      </p>
      <p class="muted">
        Until then, what a network makes of half a digit can be seen in Look: stop it at any row,
        and its answer is what it would say if the image ended there.
      </p>
      <p>
        <button type="button" class="button primary" onClick={() => go({ view: 'look' })}>
          Look at half a digit
        </button>
      </p>
    </section>
  );
}
