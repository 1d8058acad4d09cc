const SECONDS_PER_CALL = 0.5;

/** How fast steps are taken: decides how many go into one call, and estimates the time left. */
export class Pace {
  readonly #firstStep: number;
  readonly #began = performance.now();
  #lastSteps = 0;
  #lastSeconds = 0;

  /** @param firstStep steps done before this process took over */
  constructor(firstStep: number) {
    this.#firstStep = firstStep;
  }

  add(steps: number, milliseconds: number): void {
    this.#lastSteps = steps;
    this.#lastSeconds = milliseconds / 1000;
  }

  /** One at first, then as many as take about half a second, so that progress is told often. */
  stepsPerCall(): number {
    return Math.max(1, Math.floor(this.stepsPerSecond() * SECONDS_PER_CALL));
  }

  stepsPerSecond(): number {
    return this.#lastSeconds > 0 ? this.#lastSteps / this.#lastSeconds : 0;
  }

  /** By the mean pace of this process so far, evaluations included. */
  secondsLeft(step: number, total: number): number {
    const taken = step - this.#firstStep;
    if (taken === 0) return 0;
    const seconds = (performance.now() - this.#began) / 1000;
    return (seconds / taken) * (total - step);
  }
}
