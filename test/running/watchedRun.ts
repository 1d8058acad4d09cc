import type { RunningService } from './runningService.ts';

const trainMutation = `mutation ($input: TrainModelInput!) {
  trainModel(input: $input) { run { id } userErrors { message } }
}`;

// Steps of the two engines differ in cost by ten times and more: each run is in its middle for seconds.
const inputs = {
  TENSORFLOW: { recipe: { cell: 'LSTM', units: 16 }, epochs: 2, batchSize: 512 },
  NATIVE: {
    recipe: { cell: 'GRU', units: 64 },
    ...{ epochs: 4, batchSize: 512, schedule: 'COSINE', keep: 'BEST', patience: 100 },
  },
} as const;
export type EngineName = keyof typeof inputs;

const runQuery = `query ($id: ID!) {
  run(id: $id) {
    status step attempt error { message }
    curve { step value }
    model { weights { sha256 } }
  }
}`;

interface Run {
  status: string;
  step: number;
  attempt: number;
  error: { message: string } | null;
  curve: { step: number; value: number }[];
  model: { weights: { sha256: string } } | null;
}

/** Submits a run; returns its id. */
export async function startRun(
  service: RunningService,
  name: string,
  engine: EngineName,
): Promise<string> {
  const input = { ...inputs[engine], name, engine, evaluationInterval: 50, seed: 7 };
  const { data } = await service.graphql<{ trainModel: { run: { id: string } } }>(trainMutation, {
    input,
  });
  return data.trainModel.run.id;
}

export async function readRun(service: RunningService, id: string): Promise<Run> {
  const { data } = await service.graphql<{ run: Run }>(runQuery, { id });
  return data.run;
}

/** Waits until the run has points on its curve, so at least one checkpoint. */
export const underWay = (service: RunningService, id: string): Promise<Run> =>
  service.until(async () => {
    const run = await readRun(service, id);
    return run.curve.length >= 2 && run.status === 'RUNNING' ? run : null;
  });

/** Waits for the end of a run, good or bad. */
export const finished = (service: RunningService, id: string): Promise<Run> =>
  service.until(async () => {
    const run = await readRun(service, id);
    return run.status === 'SUCCEEDED' || run.status === 'FAILED' ? run : null;
  }, 240);
