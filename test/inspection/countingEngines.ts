import type { Engine, EngineSource, ForwardRequest } from '../../src/engines/engine.ts';
import { createEngineSource } from '../../src/engines/engineSource.ts';

/** The native engine, and how many images each of its forward passes had. */
export function countingEngines(): { engines: EngineSource; batches: number[] } {
  const source = createEngineSource({ tensorflow: 'cpu', engine: 'native', threads: 1 });
  const batches: number[] = [];
  const engines: EngineSource = {
    async engineFor(network, choice) {
      const engine = await source.engineFor(network, choice);
      return Object.assign(Object.create(engine) as Engine, {
        forward(request: ForwardRequest) {
          batches.push(request.images.batch);
          return engine.forward(request);
        },
      });
    },
    close: () => source.close(),
  };
  return { engines, batches };
}
