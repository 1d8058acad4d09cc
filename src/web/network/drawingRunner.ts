import type { Intervention } from '../../networks/interventions.ts';
import type { RecurrentNetwork } from '../../networks/recipe.ts';
import type { FromWorker, ToWorker } from './drawingWorker.ts';

/** The page's end of the worker that runs drawn digits. Of several that wait only the newest is run. */
export class DrawingRunner {
  #worker: Worker | undefined;
  readonly #known = new Set<string>();
  #isBusy = false;
  #next: { message: ToWorker; settle: (answer: FromWorker | null) => void } | undefined;
  #settle: ((answer: FromWorker | null) => void) | undefined;
  #id = 0;

  /** Hands over a network, once. */
  learn(sha256: string, network: RecurrentNetwork, parameters: Float32Array): void {
    if (this.#known.has(sha256)) return;
    this.#known.add(sha256);
    this.#post({ kind: 'network', sha256, network, parameters });
  }

  /**
   * @param inputs as the network reads them
   * @param isCompared whether the run without the interventions is wanted as well
   * @returns null where a newer request came before its turn
   */
  run(
    sha256: string,
    inputs: Float32Array,
    interventions: Intervention[],
    isCompared: boolean,
  ): Promise<FromWorker | null> {
    const id = ++this.#id;
    const message: ToWorker = { kind: 'run', id, sha256, inputs, interventions, isCompared };
    return new Promise((settle) => {
      this.#next?.settle(null);
      this.#next = { message, settle };
      if (!this.#isBusy) this.#start();
    });
  }

  #start(): void {
    const next = this.#next;
    this.#next = undefined;
    this.#isBusy = next !== undefined;
    if (next === undefined) return;
    this.#settle = next.settle;
    this.#post(next.message);
  }

  #post(message: ToWorker): void {
    this.#worker ??= this.#open();
    this.#worker.postMessage(message);
  }

  #open(): Worker {
    const worker = new Worker(new URL('./drawingWorker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      this.#settle?.(data);
      this.#start();
    });
    return worker;
  }
}
