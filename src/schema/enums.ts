import { registerEnumType } from 'type-graphql';

import type { EngineChoice } from '../engines/engineNames.ts';
import type { PresetName } from '../inspection/presets.ts';
import { cellKinds } from '../networks/cells/cellOf.ts';
import type {
  CellName,
  HeadName,
  Initialization as InitializationName,
} from '../networks/recipe.ts';
import type { ScanOrder } from '../networks/tasks/scan.ts';
import type { TaskName } from '../networks/tasks/task.ts';
import { taskKinds } from '../networks/tasks/taskOf.ts';
import type { KeptWeights, ScheduleName } from '../networks/trainingOptions.ts';
import type { EvaluationRecord, RunStatus } from '../store/records.ts';
import type { EnumOf } from './enumOf.ts';

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

export const Cell: EnumOf<CellName> = { LSTM: 'LSTM', GRU: 'GRU', RNN: 'RNN' };
registerEnumType(Cell, {
  name: 'CellName',
  description: 'A recurrent cell.',
  valuesConfig: {
    LSTM: { description: cellKinds.LSTM.description },
    GRU: { description: cellKinds.GRU.description },
    RNN: { description: cellKinds.RNN.description },
  },
});

export const Head: EnumOf<HeadName> = {
  RESULTS: 'RESULTS',
  ASSIGNMENT: 'ASSIGNMENT',
  AFFINE: 'AFFINE',
};
registerEnumType(Head, {
  name: 'HeadName',
  description: 'What reads the hidden state h and gives a logit for each class.',
  valuesConfig: {
    RESULTS: { description: 'Dense 64 ReLU, dense 64 ReLU, dense to the classes.' },
    ASSIGNMENT: { description: 'ReLU of h, dense 64 ReLU, dense to the classes.' },
    AFFINE: { description: 'One affine layer, without any hidden one.' },
  },
});

export const Initialization: EnumOf<InitializationName> = {
  GLOROT: 'GLOROT',
  ZERO_CELL: 'ZERO_CELL',
};
registerEnumType(Initialization, {
  name: 'Initialization',
  description: 'How the weights of a recurrent network start.',
  valuesConfig: {
    GLOROT: {
      description: 'Glorot and Bengio’s uniform weights; all biases 0 but those of the gates.',
    },
    ZERO_CELL: {
      description:
        'All of the recurrent layers at 0, without a forget bias; the head is drawn, its biases too.',
    },
  },
});

export const TaskNames: EnumOf<TaskName> = { CLASSIFY: 'CLASSIFY', NEXT_PIXEL: 'NEXT_PIXEL' };
registerEnumType(TaskNames, {
  name: 'TaskName',
  description: 'What a network is for.',
  valuesConfig: {
    CLASSIFY: { description: taskKinds.CLASSIFY.description },
    NEXT_PIXEL: { description: taskKinds.NEXT_PIXEL.description },
  },
});

export const ScanOrders: EnumOf<ScanOrder> = {
  ROWS: 'ROWS',
  PIXELS: 'PIXELS',
  PERMUTED_PIXELS: 'PERMUTED_PIXELS',
};
registerEnumType(ScanOrders, {
  name: 'ScanOrder',
  description: 'How an image becomes a sequence.',
  valuesConfig: {
    ROWS: { description: 'A row a step.' },
    PIXELS: { description: 'A pixel a step, row by row.' },
    PERMUTED_PIXELS: {
      description: 'A pixel a step, in a permutation that a seed gives, the same for all images.',
    },
  },
});

export const Schedule: EnumOf<ScheduleName> = { CONSTANT: 'CONSTANT', COSINE: 'COSINE' };
registerEnumType(Schedule, {
  name: 'ScheduleName',
  description: 'How the learning rate α goes on over the T steps of a run.',
  valuesConfig: {
    CONSTANT: { description: 'It stays.' },
    COSINE: { description: 'At step t, from 0, it is α/2·(1 + cos(π·t/T)).' },
  },
});

export const Keep: EnumOf<KeptWeights> = { LAST: 'LAST', BEST: 'BEST' };
registerEnumType(Keep, {
  name: 'KeptWeights',
  description: 'Which weights a run ends with.',
  valuesConfig: {
    LAST: { description: 'Those after its last step.' },
    BEST: {
      description:
        'Those of the evaluation with the lowest cross-entropy on the validation split; of equal ones the earlier.',
    },
  },
});

export type PixelReading = 'BINARIZED' | 'GREY';

export const Pixels: EnumOf<PixelReading> = { BINARIZED: 'BINARIZED', GREY: 'GREY' };
registerEnumType(Pixels, {
  name: 'PixelReading',
  description: 'What a network reads of a pixel, which is grey from 0 to 1.',
  valuesConfig: {
    BINARIZED: { description: '1 where it is above the threshold, else 0.' },
    GREY: { description: 'Its grey value.' },
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
    SUCCEEDED: { description: 'It has come to its end; its model is stored.' },
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

export type MetricName = 'ACCURACY' | 'CROSS_ENTROPY';

export type PictureFormatName = 'SVG' | 'PNG';

export const PictureFormat: EnumOf<PictureFormatName> = { SVG: 'SVG', PNG: 'PNG' };
registerEnumType(PictureFormat, {
  name: 'PictureFormat',
  description: 'A form of a picture.',
  valuesConfig: {
    SVG: { description: 'Lines and text, sharp at any size.' },
    PNG: { description: 'Pixels.' },
  },
});

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

export const Preset: EnumOf<PresetName> = {
  STORE_INPUT: 'STORE_INPUT',
  HOLD_STATE: 'HOLD_STATE',
  INPUT_GATE_OPEN: 'INPUT_GATE_OPEN',
  FORGET_GATE_OPEN: 'FORGET_GATE_OPEN',
  OUTPUT_GATE_OPEN: 'OUTPUT_GATE_OPEN',
  COUPLED_GATES: 'COUPLED_GATES',
};
registerEnumType(Preset, {
  name: 'PresetName',
  description:
    'An experiment with the gates of every recurrent layer. The last four are ablations of the LSTM by Greff et al., arXiv 1503.04069.',
  valuesConfig: {
    STORE_INPUT: {
      description: 'Store the current input only. LSTM: i = 1, f = 0. GRU: z = 0, r = 0.',
    },
    HOLD_STATE: {
      description: 'Hold the previous state only. LSTM: i = 0, f = 1. GRU: z = 1.',
    },
    INPUT_GATE_OPEN: { description: 'LSTM without an input gate: i = 1.' },
    FORGET_GATE_OPEN: { description: 'LSTM without a forget gate: f = 1.' },
    OUTPUT_GATE_OPEN: { description: 'LSTM without an output gate: o = 1.' },
    COUPLED_GATES: { description: 'LSTM with coupled gates: f = 1 − i.' },
  },
});
