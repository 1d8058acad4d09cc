import { models } from '../look/models.ts';
import { go } from '../state/store.ts';
import '../style/complete.css';

/** What a next-pixel model makes of a drawing: it cannot be asked yet, and the page says so. */
export default function CompleteView() {
  const nextPixel = models.value.filter(({ task }) => task.name === 'NEXT_PIXEL');
  return (
    <section class="complete" aria-labelledby="title-complete">
      <h1 id="title-complete">Complete a drawing</h1>
      <p>
        A network that has learnt which pixel comes next can go on with what you have drawn: you
        give it the top half of an 8, and it draws a bottom half, pixel by pixel, while you watch.
        Where a pixel surprised it shows as an image.
      </p>
      {nextPixel.length === 0 ? (
        <p>
          <b>There is no such model on this service.</b> All its models tell digits apart: they read
          an image and answer what it is. One of the next pixel is trained through the API, with the
          task NEXT_PIXEL.
        </p>
      ) : (
        <p>
          <b>{nextPixel.map(({ slug }) => slug).join(', ')}</b> can do so, but the API cannot be
          asked yet how they go on with a drawing. Once it can, this page shows it.
        </p>
      )}
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
