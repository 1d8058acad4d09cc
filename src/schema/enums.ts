import { registerEnumType } from 'type-graphql';

import type { CellName, HeadName } from '../networks/recipe.ts';
import type { EngineChoice } from '../networks/trainingOptions.ts';
import type { EvaluationRecord, RunStatus } from '../store/records.ts';

type EnumOf<Name extends string> = { readonly [N in Name]: N };

export type SplitName = EvaluationRecord['split'];

export const Split: EnumOf<SplitName> = { TRAIN: 'TRAIN', VALIDATION: 'VALIDATION', TEST: 'TEST' };
registerEnumType(Split, {
  name: 'Split',
  description: 'A part of a data set.',
  valuesConfig: {
    TRAIN: { description: 'What models learn from: of MNIST the last 55,000 training images.' },
    VALIDATION: {
      description: 'Held back from training: of MNIST the first 5,000 training images.',
    },
    TEST: { description: 'The test images: of MNIST 10,000.' },
  },
});

export const Cell: EnumOf<CellName> = { LSTM: 'LSTM', GRU: 'GRU' };
registerEnumType(Cell, {
  name: 'CellName',
  description: 'A recurrent cell.',
  valuesConfig: {
    LSTM: {
      description:
        'Long short-term memory: gates i, f, o and a candidate c̃; c = f∘c₋₁ + i∘c̃, h = o∘tanh(c).',
    },
    GRU: {
      description:
        'Gated recurrent unit: gates z, r and a candidate h̃; h = z∘h₋₁ + (1 − z)∘h̃, so z = 1 holds.',
    },
  },
});

export const Head: EnumOf<HeadName> = { RESULTS: 'RESULTS', ASSIGNMENT: 'ASSIGNMENT' };
registerEnumType(Head, {
  name: 'HeadName',
  description: 'What reads the hidden state h and gives a logit for each class.',
  valuesConfig: {
    RESULTS: { description: 'Dense 64 ReLU, dense 64 ReLU, dense to the classes.' },
    ASSIGNMENT: { description: 'ReLU of h, dense 64 ReLU, dense to the classes.' },
  },
});

export const Status: EnumOf<RunStatus> = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  CANCELED: 'CANCELED',
};
registerEnumType(Status, {
  name: 'RunStatus',
  description: 'Where a run stands. The last three are final.',
  valuesConfig: {
    QUEUED: { description: 'Waits for a worker.' },
    RUNNING: { description: 'A worker trains it, or will go on with it after another was lost.' },
    SUCCEEDED: { description: 'All steps done; its model is stored.' },
    FAILED: { description: 'Ended by an error, which stands in `error`.' },
    CANCELED: { description: 'Ended by cancelRun; it leaves no model.' },
  },
});

export const Engine: EnumOf<EngineChoice> = {
  AUTO: 'AUTO',
  TENSORFLOW: 'TENSORFLOW',
  NATIVE: 'NATIVE',
};
registerEnumType(Engine, {
  name: 'EngineName',
  description: 'What computes.',
  valuesConfig: {
    AUTO: { description: 'The worker takes the fastest engine that it has for the network.' },
    TENSORFLOW: { description: 'TensorFlow, on a GPU where there is one, else on the CPU.' },
    NATIVE: { description: 'The fused kernel on the CPU.' },
  },
});

export const metricNames = ['ACCURACY', 'CROSS_ENTROPY'] as const;
export type MetricName = (typeof metricNames)[number];

export const Metric: EnumOf<MetricName> = { ACCURACY: 'ACCURACY', CROSS_ENTROPY: 'CROSS_ENTROPY' };
registerEnumType(Metric, {
  name: 'Metric',
  description: 'What a curve shows.',
  valuesConfig: {
    ACCURACY: {
      description: 'The part of the examples that is classified correctly, 0 to 1. Not on TRAIN.',
    },
    CROSS_ENTROPY: {
      description:
        'Softmax cross-entropy in nats, mean over the examples; on TRAIN the mean loss of the batches since the point before.',
    },
  },
});
