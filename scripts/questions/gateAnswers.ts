import { markdownTable } from '../../src/formats/markdownTable.ts';
import type { QuestionedService } from './service.ts';

interface Claim {
  statement: string;
  exact: boolean;
  error: number;
}

interface Values {
  values: number[];
}

interface Experiment {
  claims: Claim[];
  decision: { step: number; label: number; correct: boolean };
  untouched: { decision: { step: number; label: number } };
}

/** An experiment without a preset: h of three units before the change and after it. */
interface Watched extends Experiment {
  before: Values[];
  afterwards: Values[];
}

interface StoreOrHold {
  lstmStores: Experiment;
  gruStores: Experiment;
  lstmHolds: Experiment;
  gruHolds: Experiment;
  gruWithZeroZ: Watched;
  lstmHoldsAllOfIt: Watched;
}

/** Question 1: what storing and holding come to, with the homework's answers put to the test. */
export async function storeOrHold(service: QuestionedService): Promise<Map<string, string>> {
  const answer = await service.askQuestion<StoreOrHold>('1-store-or-hold.graphql');
  const experiments: [string, Experiment][] = [
    ['LSTM, STORE_INPUT', answer.lstmStores],
    ['GRU, STORE_INPUT', answer.gruStores],
    ['LSTM, HOLD_STATE', answer.lstmHolds],
    ['GRU, HOLD_STATE', answer.gruHolds],
  ];
  const claims = experiments.flatMap(([title, { claims }]) =>
    claims.map(({ statement, exact, error }) => [
      title,
      statement,
      exact ? 'yes' : 'no',
      error === 0 ? '**0**' : shownError(error),
    ]),
  );
  const decisions: [string, Experiment][] = [
    ...experiments,
    ['GRU, z = 0', answer.gruWithZeroZ],
    ['LSTM, i = 0, f = 1, o = 0.5', answer.lstmHoldsAllOfIt],
  ];
  return new Map([
    [
      'claims',
      markdownTable(['experiment', 'statement', 'exact by the equations', 'error'], claims),
    ],
    ['store-or-hold-decisions', decisionTable(decisions)],
    ['zero-z', watchedTable(answer.gruWithZeroZ, 11, 12)],
    ['constant-o', watchedTable(answer.lstmHoldsAllOfIt, 12, 25)],
  ]);
}

function decisionTable(experiments: readonly [string, Experiment][]): string {
  const rows = experiments.map(([title, { decision, untouched }]) => [
    title,
    `${untouched.decision.label}, decided at step ${untouched.decision.step}`,
    `${decision.label}, decided at step ${decision.step}${decision.correct ? '' : ' (wrong)'}`,
  ]);
  return markdownTable(['experiment', 'answer untouched', 'answer changed'], rows);
}

function watchedTable({ before, afterwards }: Watched, stepBefore: number, from: number): string {
  const start = before[0]?.values ?? [];
  const later = afterwards[0]?.values ?? [];
  const units = start.length;
  const rows = [
    [`${stepBefore}, the last before`, ...start.map(String)],
    ...Array.from({ length: later.length / units }, (_, n) => [
      String(from + n),
      ...later.slice(n * units, (n + 1) * units).map(String),
    ]),
  ];
  return markdownTable(['step', ...start.map((_, unit) => `h of unit ${unit}`)], rows);
}

const ablations = {
  inputGateOpen: ['INPUT_GATE_OPEN', 'i = 1'],
  forgetGateOpen: ['FORGET_GATE_OPEN', 'f = 1'],
  outputGateOpen: ['OUTPUT_GATE_OPEN', 'o = 1'],
  coupledGates: ['COUPLED_GATES', 'f = 1 − i'],
} as const;
type Ablation = keyof typeof ablations;

/** Greff's variants: the claims on one image, and how often the network is right on many. */
export async function ablated(
  service: QuestionedService,
  model: string,
  count: number,
): Promise<string> {
  const answer =
    await service.askQuestion<Record<Ablation, { claims: Claim[] }>>('1-ablations.graphql');
  const names = Object.keys(ablations) as Ablation[];
  const right = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const reading = `image: { example: { index: ${index} } }, model: "${model}"`;
    const traces = names.map(
      (name) =>
        `${name}: trace(${reading}, preset: { name: ${ablations[name][0]} }) { decision { correct } }`,
    );
    const found = await service.ask<Record<string, { decision: { correct: boolean } }>>(
      `{ untouched: trace(${reading}) { decision { correct } } ${traces.join(' ')} }`,
    );
    for (const [name, { decision }] of Object.entries(found)) {
      right.set(name, (right.get(name) ?? 0) + Number(decision.correct));
    }
  }
  const part = (name: string) => `${right.get(name) ?? 0} of ${count}`;
  const rows = names.map((name) => {
    const claim = answer[name].claims[0];
    return [ablations[name][1], claim?.statement ?? '', shownError(claim?.error ?? 0), part(name)];
  });
  return markdownTable(
    ['ablation', 'statement', 'error', 'read right'],
    [['none', '', '', part('untouched')], ...rows],
  );
}

function shownError(error: number): string {
  return error < 1e-3 && error > 0 ? error.toExponential(1) : String(Number(error.toPrecision(3)));
}

interface Packed {
  name: string;
  shape: number[];
  base64: string;
}

/** Question 6: how much of the time each gate is nearly shut or nearly open. */
export async function saturation(service: QuestionedService): Promise<string> {
  const { lstm, gru } = await service.askQuestion<
    Record<'lstm' | 'gru', Record<string, Packed | null>>
  >('6-gates-over-time.graphql');
  const rows = [
    ...['inputGate', 'forgetGate', 'outputGate'].map((gate) => saturationRow('LSTM', lstm[gate])),
    ...['updateGate', 'resetGate'].map((gate) => saturationRow('GRU', gru[gate])),
  ];
  return markdownTable(['gate', 'values', 'mean', 'below 0.1', 'above 0.9'], rows);
}

function saturationRow(cell: string, tensor: Packed | null | undefined): string[] {
  if (tensor == null) throw new Error(`a gate of the ${cell} is missing`);
  const bytes = Buffer.from(tensor.base64, 'base64');
  const values = Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readFloatLE(4 * n));
  const part = (test: (value: number) => boolean) =>
    `${((100 * values.filter(test).length) / values.length).toFixed(1)} %`;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    `${cell}, \`${tensor.name}\``,
    tensor.shape.join(' × '),
    mean.toFixed(2),
    part((value) => value < 0.1),
    part((value) => value > 0.9),
  ];
}
