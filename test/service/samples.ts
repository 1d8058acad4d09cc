import { pixelImage, type InputImage } from '../../src/data/inputImage.ts';
import { makeRecipe } from '../../src/networks/recipe.ts';
import { initialParameters } from '../../src/networks/initialParameters.ts';
import type { TraceSubject } from '../../src/service/reading/traceSubject.ts';
import type { ModelRecord } from '../../src/store/records.ts';

/** An image brought along, of as many rows as the pixels fill. */
export function drawnImage(pixels: number[], columns: number): InputImage {
  return pixelImage(pixels, { rows: pixels.length / columns, columns }, 'image.pixels');
}

export function modelRecord(change: Partial<ModelRecord> = {}): ModelRecord {
  return {
    id: '01a20c73-8a72-7000-a8ca-a368b7c70c10',
    slug: 'tiny',
    architecture: 'custom-lstm-4',
    network: {
      recipe: makeRecipe({ cell: 'LSTM', units: 4 }),
      ...{ rows: 28, columns: 28, classes: 10, binarizeThreshold: 0.1 },
    },
    dataset: { name: 'mnist', sha256: 'a'.repeat(64) },
    origin: 'RUN',
    runId: null,
    parameterCount: 1,
    weights: { bytes: 1, sha256: 'b'.repeat(64) },
    evaluation: null,
    createdAt: new Date(0),
    ...change,
  };
}

/** A small model with its starting weights, and with what a test wants different. */
export function traceSubject(change: Partial<TraceSubject> = {}): TraceSubject {
  const model = modelRecord();
  return {
    network: model.network,
    dataset: model.dataset,
    source: { model },
    title: model.slug,
    weightsKey: 'tiny',
    weightsBytes: 1,
    load: () => Promise.resolve(initialParameters(model.network, 1)),
    ...change,
  };
}
