import { misfit } from '../../errors.ts';
import { figureLimits } from '../../figures/tensors/figureTensor.ts';
import type { Caller } from './caller.ts';
import type { ConcurrencyLimit } from './concurrencyLimit.ts';

export const drawingLimits = {
  /** Pixels of all PNGs of a request, and cells of all its figures: two seconds of one processor. */
  request: 2 ** 24,
  /** Cells of a figure, which is put together in one go: a tenth of a second. */
  cells: figureLimits.cells,
} as const;

/** The pictures of one operation, each made when none of any other request is being made. */
export class Drawings {
  readonly #limit: ConcurrencyLimit;
  readonly #caller: Caller;
  #spent = 0;

  constructor(limit: ConcurrencyLimit, caller: Caller) {
    this.#limit = limit;
    this.#caller = caller;
  }

  /**
   * @param argument what decides on the size, to name it in errors
   * @throws GatescopeError QUERY_TOO_LARGE when this would be more than a request may have, BUSY
   */
  png<T>(argument: string, pixels: number, make: () => Promise<T>): Promise<T> {
    this.#spend(argument, pixels, 'pixels');
    return this.#make(make);
  }

  /**
   * The same for an SVG with its cells.
   *
   * @throws GatescopeError QUERY_TOO_LARGE for too many cells in it or in the request, BUSY
   */
  svg(argument: string, cells: number, make: () => string): Promise<string> {
    const { cells: most } = drawingLimits;
    if (cells > most) {
      throw misfit('QUERY_TOO_LARGE', argument, `at most ${most} cells in a figure`, `${cells}`);
    }
    this.#spend(argument, cells, 'cells');
    return this.#make(make);
  }

  #spend(argument: string, count: number, things: string): void {
    this.#spent += Math.ceil(count);
    const { request } = drawingLimits;
    if (this.#spent <= request) return;
    const expected = `at most ${request} ${things} of pictures in a request`;
    throw misfit('QUERY_TOO_LARGE', argument, expected, `${this.#spent} or more`);
  }

  #make<T>(make: () => T | Promise<T>): Promise<T> {
    return this.#limit.run(async () => {
      // Whatever else the server does has its turn between two pictures.
      await new Promise(setImmediate);
      return make();
    }, this.#caller.gone);
  }
}
