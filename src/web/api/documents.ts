// Written by `npm run schema` from the .graphql files beside it and the API.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a network is for. */
export type TaskName =
  /** Tells the class of an image once all of it is read: softmax cross-entropy. */
  | 'CLASSIFY'
  /** Tells at every pixel how likely the next one is to be ink: binary cross-entropy, mean over the pixels. */
  | 'NEXT_PIXEL';

/** How an image becomes a sequence. */
export type ScanOrder =
  /** A row a step. */
  | 'ROWS'
  /** A pixel a step, row by row. */
  | 'PIXELS'
  /** A pixel a step, in a permutation that a seed gives, the same for all images. */
  | 'PERMUTED_PIXELS';

/** A recurrent cell. */
export type CellName =
  /** Long short-term memory: gates i, f, o and a candidate c̃; c = f∘c₋₁ + i∘c̃, h = o∘tanh(c). */
  | 'LSTM'
  /** Gated recurrent unit: gates z, r and a candidate h̃; h = z∘h₋₁ + (1 − z)∘h̃, so z = 1 holds. */
  | 'GRU'
  /** The vanilla cell, without gates: h = tanh(W·x + U·h₋₁ + b). */
  | 'RNN';

/** What reads the hidden state h and gives a logit for each class. */
export type HeadName =
  /** Dense 64 ReLU, dense 64 ReLU, dense to the classes. */
  | 'RESULTS'
  /** ReLU of h, dense 64 ReLU, dense to the classes. */
  | 'ASSIGNMENT'
  /** One affine layer, without any hidden one. */
  | 'AFFINE';

/** How the weights of a recurrent network start. */
export type Initialization =
  /** Glorot and Bengio’s uniform weights; all biases 0 but those of the gates. */
  | 'GLOROT'
  /** All of the recurrent layers at 0, without a forget bias; the head is drawn, its biases too. */
  | 'ZERO_CELL';

/** A part of a data set. */
export type Split =
  /** What models learn from: of MNIST the last 55,000 training images. */
  | 'TRAIN'
  /** Held back from training: of MNIST the first 5,000 training images. */
  | 'VALIDATION'
  /** The test images: of MNIST 10,000. */
  | 'TEST';

/** Where a run stands. The last three are final. */
export type RunStatus =
  /** Waits for a worker. */
  | 'QUEUED'
  /** A worker trains it, or will go on with it after another was lost. */
  | 'RUNNING'
  /** It has come to its end; its model is stored. */
  | 'SUCCEEDED'
  /** Ended by an error, which stands in `error`. */
  | 'FAILED'
  /** Ended by cancelRun; it leaves no model. */
  | 'CANCELED';

/** How the learning rate α goes on over the T steps of a run. */
export type ScheduleName =
  /** It stays. */
  | 'CONSTANT'
  /** At step t, from 0, it is α/2·(1 + cos(π·t/T)). */
  | 'COSINE';

/** Which weights a run ends with. */
export type KeptWeights =
  /** Those after its last step. */
  | 'LAST'
  /** Those of the evaluation with the lowest cross-entropy on the validation split; of equal ones the earlier. */
  | 'BEST';

/** What a network reads of a pixel, which is grey from 0 to 1. */
export type PixelReading =
  /** 1 where it is above the threshold, else 0. */
  | 'BINARIZED'
  /** Its grey value. */
  | 'GREY';

/** What computes. */
export type EngineName =
  /** The worker takes the fastest engine that it has for the network. */
  | 'AUTO'
  /** TensorFlow, on a GPU where there is one, else on the CPU. */
  | 'TENSORFLOW'
  /** The fused kernel on the CPU. */
  | 'NATIVE';

/** Steps `from` up to but not including `to`. A step is an image row, from 0. */
export type StepRange = {
  /** First step, 0 or more. */
  from?: number | null | undefined;
  /** The step after the last one: above `from`, at most the image’s rows, which it is when not given. */
  to?: number | null | undefined;
};

/** An image to look at: exactly one of an example, pixels, a PNG or a drawing. */
export type ImageInput =
  {   /** An image of a data set. */
  example: ExampleInput; pixels?: never; png?: never; drawing?: never; }
  |  { example?: never;   /** Pixels in [0, 1], ink = 1, row-major [row, column]: k · columns of them are the first k rows. There are as many columns as the model reads, or 28 without a model. */
  pixels: Array<number>; png?: never; drawing?: never; }
  |  { example?: never; pixels?: never;   /** A PNG file as wide as the model reads (28 without a model), its rows are the steps. Light is ink, as in MNIST: black paper, white ink. */
  png: string; drawing?: never; }
  |  { example?: never; pixels?: never; png?: never;   /** A drawing or photograph, of any size and on any paper. */
  drawing: DrawingInput; };

/** An image of a data set. */
export type ExampleInput = {
  /** Name of the data set; when not given the model’s own, or mnist without a model. */
  dataset?: string | null | undefined;
  /** The part of the data set. */
  split?: Split | null | undefined;
  /** Place in the split, 0 to its number of examples − 1. */
  index: number;
};

/** A drawing or photograph of a digit, as pixels or as a PNG, either. It is made what MNIST would have made of it. */
export type DrawingInput = {
  /** Brightness in [0, 1], row-major [row, column]. */
  pixels?: Array<number> | null | undefined;
  /** Columns of `pixels`; when not given those that the model reads. */
  columns?: number | null | undefined;
  /** A PNG file of at most 1024 × 1024 pixels. What is transparent is paper: white below dark ink, black below bright ink. */
  png?: string | null | undefined;
  /** Whether the ink is dark on light paper. When not given, the border tells: its median brightness is above 0.5. */
  invert?: boolean | null | undefined;
  /** Whether to cut to the ink, scale it to 20 of 28 pixels with soft edges, and centre it by mass, as MNIST’s digits were; the paper becomes 0 and the darkest ink 1. Without it the drawing must have the size that the model reads. */
  fit?: boolean | null | undefined;
};

/** A change to an activation of a recurrent layer, made where it is computed and before it is used. Exactly one of set, scale, complementOf and fromImage. Of several on one activation, the later acts on what the earlier made of it. */
export type InterventionInput = {
  /** Canonical name, such as `layers.0.forgetGate`: a gate, candidate, cell or hidden state. */
  activation: string;
  /** At which steps; at all when not given. */
  steps?: StepRange | null | undefined;
  /** Which units, from 0, each once; all when not given. */
  units?: Array<number> | null | undefined;
  /** The value to hold it at; any finite number. */
  set?: number | null | undefined;
  /** A finite factor to multiply it with. */
  scale?: number | null | undefined;
  /** Another gate of the same layer: a gate becomes 1 minus that one, such as f = 1 − i. */
  complementOf?: string | null | undefined;
  /** Another image, with at least as many rows as the steps reach: the values that the activation has when the network reads that one (activation patching). */
  fromImage?: ImageInput | null | undefined;
};

/** Which runs to list: those that meet all that is given. */
export type RunFilter = {
  /** Slug of the architecture. */
  architecture?: string | null | undefined;
  /** Name of the data set. */
  dataset?: string | null | undefined;
  /** Where the run stands. */
  status?: RunStatus | null | undefined;
  /** Id of the series that it is part of. */
  series?: string | null | undefined;
};

/** What to train and how: an architecture or a recipe, exactly one. */
export type TrainModelInput = {
  /** Slug of an architecture, such as `lstm-32`. */
  architecture?: string | null | undefined;
  /** A network of one’s own, of at most 4000000 parameters. */
  recipe?: RecipeInput | null | undefined;
  /** What it is for. When not given: the architecture’s task; a recipe classifies and reads rows. */
  task?: TaskInput | null | undefined;
  /** Slug for the model: 1 to 64 of a-z, 0-9 and -, the first not a -; unique, and no architecture’s. With `seeds` the models are NAME-seed-N. When not given it is made from the architecture and the run. */
  name?: string | null | undefined;
  /** Name of the data set. */
  dataset?: string | null | undefined;
  /** Determines the starting weights, the order of the examples and what dropout drops. A whole number from -2147483648 to 2147483647. The same seed on the same engine gives the same weights. When not given: 1. */
  seed?: number | null | undefined;
  /** A run for each of these seeds, all of them or none: 1 to 20, each once; instead of `seed`. */
  seeds?: Array<number> | null | undefined;
  /** Of runs that wait, the highest priority is taken first, then the oldest: -100 to 100. */
  priority?: number | null | undefined;
  /** Passes over the train split. A whole number from 1 to 1000. */
  epochs?: number | null | undefined;
  /** Examples in a step. A whole number from 1 to 4096. Batches run across epoch borders. */
  batchSize?: number | null | undefined;
  /** Adam’s step size α, where the schedule begins. A number at least 1e-8 and at most 1. */
  learningRate?: number | null | undefined;
  /** How the learning rate goes on. */
  schedule?: ScheduleName | null | undefined;
  /** Adam’s decay rate of the first moment. A number at least 0 and at most 0.999999. */
  beta1?: number | null | undefined;
  /** Adam’s decay rate of the second moment. A number at least 0 and at most 0.999999. */
  beta2?: number | null | undefined;
  /** Adam’s ε, outside the bias-corrected root. A number at least 1e-30 and at most 1. */
  epsilon?: number | null | undefined;
  /** The probability that a hidden value is dropped in training on its way up from a recurrent layer (Zaremba et al., arXiv 1409.2329). 0, or a number at least 0.000001 and at most 0.95. Models of the whole image take none. When not given: the architecture’s own. */
  dropout?: number | null | undefined;
  /** Decoupled weight decay λ (AdamW, Loshchilov and Hutter 2019): kernels shrink by α·λ a step, biases do not. 0, or a number at most 10 for which α·λ is 1e-7 to 1. Float32 rounds a smaller decay away, and a larger one would turn signs round. */
  weightDecay?: number | null | undefined;
  /** The longest norm, over all parameters, that a gradient may have; a longer one is shortened. A number at least 0.000001 and at most 1000000. When not given: any length. */
  clipNorm?: number | null | undefined;
  /** Steps between two evaluations on the validation and test splits. A whole number from 1 to 2147483647. There is always one at the end. */
  evaluationInterval?: number | null | undefined;
  /** Early stopping: evaluations in a row without a lower cross-entropy on validation that end the run. A whole number from 1 to 1000. When not given: no early stopping. */
  patience?: number | null | undefined;
  /** Which weights the model has. */
  keep?: KeptWeights | null | undefined;
  /** What the network reads of an image. */
  pixels?: PixelReading | null | undefined;
  /** BINARIZED only: pixels above this are read as 1, at least 0 and below 1; 0.1 when not given. */
  binarizeThreshold?: number | null | undefined;
  /** What computes it. NATIVE has no RNN cell, no batch normalization and no models of the whole image. */
  engine?: EngineName | null | undefined;
};

/** The form of a recurrent network of one’s own. */
export type RecipeInput = {
  /** The recurrent cell. */
  cell: CellName;
  /** Units of each layer, 1 to 1024. */
  units: number;
  /** Recurrent layers, 1 to 4. */
  layers?: number | null | undefined;
  /** GRU only: whether r acts after the matrix product (true, the default) or before it. */
  resetAfter?: boolean | null | undefined;
  /** LSTM only: where the forget gate’s bias starts, -10 to 10; 1 when not given. */
  forgetBias?: number | null | undefined;
  /** GRU only: where the biases of both gates start, -10 to 10; 1 when not given. */
  gateBias?: number | null | undefined;
  /** LSTM only: recurrent batch normalization with statistics of each step, arXiv 1603.09025; false when not given. Not on the NATIVE engine. */
  batchNormalization?: boolean | null | undefined;
  /** Whether an affine map takes each row to the unit count first; false when not given. */
  inputProjection?: boolean | null | undefined;
  /** What reads the hidden state. When not given: RESULTS, or AFFINE for NEXT_PIXEL. */
  head?: HeadName | null | undefined;
  /** How the weights start; GLOROT when not given. With ZERO_CELL there is no forgetBias or gateBias. */
  initialization?: Initialization | null | undefined;
};

/** What to train a network for, and how it is to read an image. */
export type TaskInput = {
  /** What it is for. NEXT_PIXEL wants a recipe with the head AFFINE and binarized pixels. */
  name: TaskName;
  /** How an image becomes a sequence. When not given: ROWS for CLASSIFY, PIXELS for NEXT_PIXEL. Models of the whole image take ROWS alone. */
  scan?: ScanOrder | null | undefined;
  /** PERMUTED_PIXELS only: the seed of the permutation. When not given: 1. */
  permutationSeed?: number | null | undefined;
};

export type BrokenDatasetsQueryVariables = Exact<{ [key: string]: never; }>;


export type BrokenDatasetsQuery = { brokenDatasets: Array<{ name: string, problem: string }> };

export type FormFragment = { slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number };

export type ListedFragment = { id: string, slug: string, dataset: string, parameterCount: number, createdAt: string, task: { name: TaskName, scan: ScanOrder }, architecture: { slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number }, weights: { url: string, bytes: number, sha256: string }, evaluation: { accuracy: number, accuracyInterval: Array<number>, crossEntropy: number, examples: number } | null, run: { id: string, engine: string | null, options: { pixels: PixelReading, binarizeThreshold: number | null } } | null };

export type ModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsQuery = { models: { totalCount: number, nodes: Array<{ id: string, slug: string, dataset: string, parameterCount: number, createdAt: string, task: { name: TaskName, scan: ScanOrder }, architecture: { slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number }, weights: { url: string, bytes: number, sha256: string }, evaluation: { accuracy: number, accuracyInterval: Array<number>, crossEntropy: number, examples: number } | null, run: { id: string, engine: string | null, options: { pixels: PixelReading, binarizeThreshold: number | null } } | null }> }, datasets: Array<{ name: string, classes: number, rows: number, columns: number, sha256: string, train: number, validation: number, test: number }> };

export type ModelCardQueryVariables = Exact<{
  model: string;
}>;


export type ModelCardQuery = { model: { id: string, slug: string, evaluation: { confusion: Array<Array<number>>, classes: Array<{ label: number, examples: number, correct: number, accuracy: number | null }> } | null, run: { id: string, engine: string | null, totalSteps: number, step: number, keptStep: number | null, startedAt: string | null, finishedAt: string | null, options: { seed: number, epochs: number, batchSize: number, learningRate: number, schedule: ScheduleName, beta1: number, beta2: number, epsilon: number, dropout: number, weightDecay: number, clipNorm: number | null, evaluationInterval: number, patience: number | null, keep: KeptWeights, pixels: PixelReading, binarizeThreshold: number | null, engine: EngineName }, curve: Array<{ step: number, value: number }> } | null } | null };

export type ComparedQueryVariables = Exact<{
  models: Array<string> | string;
  first: string;
  second: string;
}>;


export type ComparedQuery = { comparison: { examples: number, models: Array<{ trainingSeconds: number | null, model: { slug: string }, evaluation: { accuracy: number, crossEntropy: number, confusion: Array<Array<number>> } }>, pair: { bothRight: number, onlyFirst: number, onlySecond: number, bothWrong: number, onlyFirstExamples: Array<{ index: number, split: Split, dataset: string, label: number, firstAnswer: number, secondAnswer: number, image: { pixels: { base64: string } } }>, onlySecondExamples: Array<{ index: number, split: Split, dataset: string, label: number, firstAnswer: number, secondAnswer: number, image: { pixels: { base64: string } } }> } } };

export type ReadingPartsFragment = { activations: Array<{ name: string, shape: Array<number>, base64: string }> };

export type ReadingQueryVariables = Exact<{
  model: string;
  image: ImageInput;
  names: Array<string> | string;
  interventions?: Array<InterventionInput> | InterventionInput | null | undefined;
  isChanged: boolean;
}>;


export type ReadingQuery = { trace: { untouched?: { activations: Array<{ name: string, shape: Array<number>, base64: string }> } | null, activations: Array<{ name: string, shape: Array<number>, base64: string }> } };

export type SnapshotReadingQueryVariables = Exact<{
  run: string;
  step: number;
  image: ImageInput;
  names: Array<string> | string;
  interventions?: Array<InterventionInput> | InterventionInput | null | undefined;
  isChanged: boolean;
}>;


export type SnapshotReadingQuery = { snapshot: { trace: { untouched?: { activations: Array<{ name: string, shape: Array<number>, base64: string }> } | null, activations: Array<{ name: string, shape: Array<number>, base64: string }> } } | null };

export type PictureQueryVariables = Exact<{
  image: ImageInput;
}>;


export type PictureQuery = { image: { dataset: string | null, split: Split | null, index: number | null, label: number | null, rows: number, columns: number, pixels: { base64: string } } };

export type AnswersQueryVariables = Exact<{
  model: string;
  images: Array<ImageInput> | ImageInput;
}>;


export type AnswersQuery = { traces: Array<{ image: { index: number | null, label: number | null }, decision: { step: number, label: number, correct: boolean | null } }> };

export type OptionsFragment = { seed: number, epochs: number, batchSize: number, learningRate: number, schedule: ScheduleName, beta1: number, beta2: number, epsilon: number, dropout: number, weightDecay: number, clipNorm: number | null, evaluationInterval: number, patience: number | null, keep: KeptWeights, pixels: PixelReading, binarizeThreshold: number | null, engine: EngineName };

export type RunRowFragment = { id: string, name: string | null, status: RunStatus, dataset: string, step: number, totalSteps: number, progress: number, stoppedEarly: boolean, keptStep: number | null, engine: string | null, attempt: number, queuePosition: number | null, waitingReason: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string } | null, evaluation: { accuracy: number, crossEntropy: number } | null, model: { slug: string } | null, architecture: { slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number }, options: { seed: number, epochs: number, batchSize: number, learningRate: number, schedule: ScheduleName, beta1: number, beta2: number, epsilon: number, dropout: number, weightDecay: number, clipNorm: number | null, evaluationInterval: number, patience: number | null, keep: KeptWeights, pixels: PixelReading, binarizeThreshold: number | null, engine: EngineName } };

export type RunsQueryVariables = Exact<{
  first: number;
  filter?: RunFilter | null | undefined;
}>;


export type RunsQuery = { runs: { totalCount: number, nodes: Array<{ id: string, name: string | null, status: RunStatus, dataset: string, step: number, totalSteps: number, progress: number, stoppedEarly: boolean, keptStep: number | null, engine: string | null, attempt: number, queuePosition: number | null, waitingReason: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string } | null, evaluation: { accuracy: number, crossEntropy: number } | null, model: { slug: string } | null, architecture: { slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number }, options: { seed: number, epochs: number, batchSize: number, learningRate: number, schedule: ScheduleName, beta1: number, beta2: number, epsilon: number, dropout: number, weightDecay: number, clipNorm: number | null, evaluationInterval: number, patience: number | null, keep: KeptWeights, pixels: PixelReading, binarizeThreshold: number | null, engine: EngineName } }> } };

export type RunCurvesQueryVariables = Exact<{
  run: string;
}>;


export type RunCurvesQuery = { run: { id: string, name: string | null, status: RunStatus, dataset: string, step: number, totalSteps: number, progress: number, stoppedEarly: boolean, keptStep: number | null, engine: string | null, attempt: number, queuePosition: number | null, waitingReason: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, accuracy: Array<{ step: number, value: number }>, test: Array<{ step: number, value: number }>, train: Array<{ step: number, value: number }>, snapshots: Array<{ step: number }>, error: { code: string, message: string } | null, evaluation: { accuracy: number, crossEntropy: number } | null, model: { slug: string } | null, architecture: { slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number }, options: { seed: number, epochs: number, batchSize: number, learningRate: number, schedule: ScheduleName, beta1: number, beta2: number, epsilon: number, dropout: number, weightDecay: number, clipNorm: number | null, evaluationInterval: number, patience: number | null, keep: KeptWeights, pixels: PixelReading, binarizeThreshold: number | null, engine: EngineName } } | null };

export type FilmQueryVariables = Exact<{
  run: string;
  step: number;
  image: ImageInput;
  names: Array<string> | string;
}>;


export type FilmQuery = { snapshot: { step: number, trace: { activations: Array<{ name: string, shape: Array<number>, base64: string }>, decision: { step: number, label: number } } } | null };

export type ArchitecturesQueryVariables = Exact<{ [key: string]: never; }>;


export type ArchitecturesQuery = { architectures: Array<{ slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number }> };

export type TrainMutationVariables = Exact<{
  input: TrainModelInput;
}>;


export type TrainMutation = { trainModel: { runs: Array<{ id: string }>, userErrors: Array<{ field: string | null, message: string, code: string }> } };

export type CancelMutationVariables = Exact<{
  run: string;
}>;


export type CancelMutation = { cancelRun: { userErrors: Array<{ message: string, code: string }> } };

export type WatchSubscriptionVariables = Exact<{
  run: string;
}>;


export type WatchSubscription = { runEvents: { step: number, loss: number | null, accuracy: number | null, examplesPerSecond: number | null, secondsLeft: number | null, run: { id: string, name: string | null, status: RunStatus, dataset: string, step: number, totalSteps: number, progress: number, stoppedEarly: boolean, keptStep: number | null, engine: string | null, attempt: number, queuePosition: number | null, waitingReason: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, error: { code: string, message: string } | null, evaluation: { accuracy: number, crossEntropy: number } | null, model: { slug: string } | null, architecture: { slug: string, title: string, description: string, paper: string | null, equations: Array<string>, cell: CellName | null, units: number | null, layers: number | null, resetAfter: boolean | null, forgetBias: number | null, gateBias: number | null, inputProjection: boolean | null, head: HeadName | null, initialization: Initialization | null, batchNormalization: boolean | null, convolutions: Array<number> | null, dense: Array<number> | null, dropout: number, parameterCount: number }, options: { seed: number, epochs: number, batchSize: number, learningRate: number, schedule: ScheduleName, beta1: number, beta2: number, epsilon: number, dropout: number, weightDecay: number, clipNorm: number | null, evaluationInterval: number, patience: number | null, keep: KeptWeights, pixels: PixelReading, binarizeThreshold: number | null, engine: EngineName } } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const FormFragmentDoc = new TypedDocumentString(`
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}
    `, {"fragmentName":"Form"}) as unknown as TypedDocumentString<FormFragment, unknown>;
export const ListedFragmentDoc = new TypedDocumentString(`
    fragment Listed on Model {
  id
  slug
  task {
    name
    scan
  }
  dataset
  parameterCount
  createdAt
  architecture {
    ...Form
  }
  weights {
    url
    bytes
    sha256
  }
  evaluation {
    accuracy
    accuracyInterval
    crossEntropy
    examples
  }
  run {
    id
    engine
    options {
      pixels
      binarizeThreshold
    }
  }
}
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}`, {"fragmentName":"Listed"}) as unknown as TypedDocumentString<ListedFragment, unknown>;
export const ReadingPartsFragmentDoc = new TypedDocumentString(`
    fragment ReadingParts on Trace {
  activations(names: $names) {
    name
    shape
    base64
  }
}
    `, {"fragmentName":"ReadingParts"}) as unknown as TypedDocumentString<ReadingPartsFragment, unknown>;
export const OptionsFragmentDoc = new TypedDocumentString(`
    fragment Options on TrainingOptions {
  seed
  epochs
  batchSize
  learningRate
  schedule
  beta1
  beta2
  epsilon
  dropout
  weightDecay
  clipNorm
  evaluationInterval
  patience
  keep
  pixels
  binarizeThreshold
  engine
}
    `, {"fragmentName":"Options"}) as unknown as TypedDocumentString<OptionsFragment, unknown>;
export const RunRowFragmentDoc = new TypedDocumentString(`
    fragment RunRow on Run {
  id
  name
  status
  dataset
  step
  totalSteps
  progress
  stoppedEarly
  keptStep
  engine
  attempt
  queuePosition
  waitingReason
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
  }
  evaluation {
    accuracy
    crossEntropy
  }
  model {
    slug
  }
  architecture {
    ...Form
  }
  options {
    ...Options
  }
}
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}
fragment Options on TrainingOptions {
  seed
  epochs
  batchSize
  learningRate
  schedule
  beta1
  beta2
  epsilon
  dropout
  weightDecay
  clipNorm
  evaluationInterval
  patience
  keep
  pixels
  binarizeThreshold
  engine
}`, {"fragmentName":"RunRow"}) as unknown as TypedDocumentString<RunRowFragment, unknown>;
export const BrokenDatasetsDocument = new TypedDocumentString(`
    query BrokenDatasets {
  brokenDatasets {
    name
    problem
  }
}
    `) as unknown as TypedDocumentString<BrokenDatasetsQuery, BrokenDatasetsQueryVariables>;
export const ModelsDocument = new TypedDocumentString(`
    query Models {
  models(first: 100) {
    totalCount
    nodes {
      ...Listed
    }
  }
  datasets {
    name
    classes
    rows
    columns
    train: examples(split: TRAIN)
    validation: examples(split: VALIDATION)
    test: examples(split: TEST)
    sha256
  }
}
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}
fragment Listed on Model {
  id
  slug
  task {
    name
    scan
  }
  dataset
  parameterCount
  createdAt
  architecture {
    ...Form
  }
  weights {
    url
    bytes
    sha256
  }
  evaluation {
    accuracy
    accuracyInterval
    crossEntropy
    examples
  }
  run {
    id
    engine
    options {
      pixels
      binarizeThreshold
    }
  }
}`) as unknown as TypedDocumentString<ModelsQuery, ModelsQueryVariables>;
export const ModelCardDocument = new TypedDocumentString(`
    query ModelCard($model: ID!) {
  model(model: $model) {
    id
    slug
    evaluation {
      confusion
      classes {
        label
        examples
        correct
        accuracy
      }
    }
    run {
      id
      engine
      totalSteps
      step
      keptStep
      startedAt
      finishedAt
      options {
        ...Options
      }
      curve(metric: ACCURACY) {
        step
        value
      }
    }
  }
}
    fragment Options on TrainingOptions {
  seed
  epochs
  batchSize
  learningRate
  schedule
  beta1
  beta2
  epsilon
  dropout
  weightDecay
  clipNorm
  evaluationInterval
  patience
  keep
  pixels
  binarizeThreshold
  engine
}`) as unknown as TypedDocumentString<ModelCardQuery, ModelCardQueryVariables>;
export const ComparedDocument = new TypedDocumentString(`
    query Compared($models: [ID!]!, $first: ID!, $second: ID!) {
  comparison(models: $models) {
    examples
    models {
      model {
        slug
      }
      evaluation {
        accuracy
        crossEntropy
        confusion
      }
      trainingSeconds
    }
    pair(model: $first, other: $second) {
      bothRight
      onlyFirst
      onlySecond
      bothWrong
      onlyFirstExamples(first: 24) {
        index
        split
        dataset
        label
        firstAnswer
        secondAnswer
        image {
          pixels {
            base64
          }
        }
      }
      onlySecondExamples(first: 24) {
        index
        split
        dataset
        label
        firstAnswer
        secondAnswer
        image {
          pixels {
            base64
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ComparedQuery, ComparedQueryVariables>;
export const ReadingDocument = new TypedDocumentString(`
    query Reading($model: ID!, $image: ImageInput!, $names: [String!]!, $interventions: [InterventionInput!], $isChanged: Boolean!) {
  trace(model: $model, image: $image, interventions: $interventions) {
    ...ReadingParts
    untouched @include(if: $isChanged) {
      ...ReadingParts
    }
  }
}
    fragment ReadingParts on Trace {
  activations(names: $names) {
    name
    shape
    base64
  }
}`) as unknown as TypedDocumentString<ReadingQuery, ReadingQueryVariables>;
export const SnapshotReadingDocument = new TypedDocumentString(`
    query SnapshotReading($run: ID!, $step: Int!, $image: ImageInput!, $names: [String!]!, $interventions: [InterventionInput!], $isChanged: Boolean!) {
  snapshot(run: $run, step: $step) {
    trace(image: $image, interventions: $interventions) {
      ...ReadingParts
      untouched @include(if: $isChanged) {
        ...ReadingParts
      }
    }
  }
}
    fragment ReadingParts on Trace {
  activations(names: $names) {
    name
    shape
    base64
  }
}`) as unknown as TypedDocumentString<SnapshotReadingQuery, SnapshotReadingQueryVariables>;
export const PictureDocument = new TypedDocumentString(`
    query Picture($image: ImageInput!) {
  image(image: $image) {
    dataset
    split
    index
    label
    rows
    columns
    pixels {
      base64
    }
  }
}
    `) as unknown as TypedDocumentString<PictureQuery, PictureQueryVariables>;
export const AnswersDocument = new TypedDocumentString(`
    query Answers($model: ID!, $images: [ImageInput!]!) {
  traces(models: [$model], images: $images) {
    image {
      index
      label
    }
    decision {
      step
      label
      correct
    }
  }
}
    `) as unknown as TypedDocumentString<AnswersQuery, AnswersQueryVariables>;
export const RunsDocument = new TypedDocumentString(`
    query Runs($first: Int!, $filter: RunFilter) {
  runs(first: $first, filter: $filter) {
    totalCount
    nodes {
      ...RunRow
    }
  }
}
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}
fragment Options on TrainingOptions {
  seed
  epochs
  batchSize
  learningRate
  schedule
  beta1
  beta2
  epsilon
  dropout
  weightDecay
  clipNorm
  evaluationInterval
  patience
  keep
  pixels
  binarizeThreshold
  engine
}
fragment RunRow on Run {
  id
  name
  status
  dataset
  step
  totalSteps
  progress
  stoppedEarly
  keptStep
  engine
  attempt
  queuePosition
  waitingReason
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
  }
  evaluation {
    accuracy
    crossEntropy
  }
  model {
    slug
  }
  architecture {
    ...Form
  }
  options {
    ...Options
  }
}`) as unknown as TypedDocumentString<RunsQuery, RunsQueryVariables>;
export const RunCurvesDocument = new TypedDocumentString(`
    query RunCurves($run: ID!) {
  run(id: $run) {
    ...RunRow
    accuracy: curve(metric: ACCURACY) {
      step
      value
    }
    test: curve(metric: CROSS_ENTROPY) {
      step
      value
    }
    train: curve(metric: CROSS_ENTROPY, split: TRAIN) {
      step
      value
    }
    snapshots {
      step
    }
  }
}
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}
fragment Options on TrainingOptions {
  seed
  epochs
  batchSize
  learningRate
  schedule
  beta1
  beta2
  epsilon
  dropout
  weightDecay
  clipNorm
  evaluationInterval
  patience
  keep
  pixels
  binarizeThreshold
  engine
}
fragment RunRow on Run {
  id
  name
  status
  dataset
  step
  totalSteps
  progress
  stoppedEarly
  keptStep
  engine
  attempt
  queuePosition
  waitingReason
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
  }
  evaluation {
    accuracy
    crossEntropy
  }
  model {
    slug
  }
  architecture {
    ...Form
  }
  options {
    ...Options
  }
}`) as unknown as TypedDocumentString<RunCurvesQuery, RunCurvesQueryVariables>;
export const FilmDocument = new TypedDocumentString(`
    query Film($run: ID!, $step: Int!, $image: ImageInput!, $names: [String!]!) {
  snapshot(run: $run, step: $step) {
    step
    trace(image: $image) {
      activations(names: $names) {
        name
        shape
        base64
      }
      decision {
        step
        label
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FilmQuery, FilmQueryVariables>;
export const ArchitecturesDocument = new TypedDocumentString(`
    query Architectures {
  architectures {
    ...Form
  }
}
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}`) as unknown as TypedDocumentString<ArchitecturesQuery, ArchitecturesQueryVariables>;
export const TrainDocument = new TypedDocumentString(`
    mutation Train($input: TrainModelInput!) {
  trainModel(input: $input) {
    runs {
      id
    }
    userErrors {
      field
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<TrainMutation, TrainMutationVariables>;
export const CancelDocument = new TypedDocumentString(`
    mutation Cancel($run: ID!) {
  cancelRun(input: {run: $run}) {
    userErrors {
      message
      code
    }
  }
}
    `) as unknown as TypedDocumentString<CancelMutation, CancelMutationVariables>;
export const WatchDocument = new TypedDocumentString(`
    subscription Watch($run: ID!) {
  runEvents(run: $run) {
    step
    loss
    accuracy
    examplesPerSecond
    secondsLeft
    run {
      ...RunRow
    }
  }
}
    fragment Form on Architecture {
  slug
  title
  description
  paper
  equations
  cell
  units
  layers
  resetAfter
  forgetBias
  gateBias
  inputProjection
  head
  initialization
  batchNormalization
  convolutions
  dense
  dropout
  parameterCount
}
fragment Options on TrainingOptions {
  seed
  epochs
  batchSize
  learningRate
  schedule
  beta1
  beta2
  epsilon
  dropout
  weightDecay
  clipNorm
  evaluationInterval
  patience
  keep
  pixels
  binarizeThreshold
  engine
}
fragment RunRow on Run {
  id
  name
  status
  dataset
  step
  totalSteps
  progress
  stoppedEarly
  keptStep
  engine
  attempt
  queuePosition
  waitingReason
  createdAt
  startedAt
  finishedAt
  error {
    code
    message
  }
  evaluation {
    accuracy
    crossEntropy
  }
  model {
    slug
  }
  architecture {
    ...Form
  }
  options {
    ...Options
  }
}`) as unknown as TypedDocumentString<WatchSubscription, WatchSubscriptionVariables>;