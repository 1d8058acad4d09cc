// Written by `npm run schema` from the .graphql files beside it and the API.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a network is trained to do. */
export type TaskName =
  /** Predicts the class of an image after reading all of it. The loss is the softmax cross-entropy. */
  | 'CLASSIFY'
  /** Predicts at every pixel the probability that the next pixel is ink. The loss is the binary cross-entropy, averaged over the pixels. */
  | 'NEXT_PIXEL';

/** How an image becomes a sequence. */
export type ScanOrder =
  /** One row at each step, from the top. */
  | 'ROWS'
  /** One pixel at each step, row by row. */
  | 'PIXELS'
  /** One pixel at each step, in a random order that a seed determines. It is the same for all images. */
  | 'PERMUTED_PIXELS';

/** A recurrent cell. */
export type CellName =
  /** Long short-term memory: gates i, f, o and a candidate c̃; c = f∘c₋₁ + i∘c̃, h = o∘tanh(c). */
  | 'LSTM'
  /** Gated recurrent unit: gates z, r and a candidate h̃; h = z∘h₋₁ + (1 − z)∘h̃, so z = 1 keeps the old state. */
  | 'GRU'
  /** The vanilla cell, without gates: h = tanh(W·x + U·h₋₁ + b). */
  | 'RNN';

/** The dense layers that turn the hidden state h into one logit for each class. */
export type HeadName =
  /** Two dense layers of 64 ReLU units each, then a dense layer to the classes. */
  | 'RESULTS'
  /** ReLU of h, a dense layer of 64 ReLU units, then a dense layer to the classes. */
  | 'ASSIGNMENT'
  /** One affine layer, without hidden layers. */
  | 'AFFINE';

/** How the weights of a recurrent network are initialized. */
export type Initialization =
  /** Glorot and Bengio’s uniform initialization. All biases start at 0, except those that `forgetBias` or `gateBias` sets. */
  | 'GLOROT'
  /** All weights and biases of the recurrent layers start at 0, the bias of the forget gate too. Weights and biases of the head are random. */
  | 'ZERO_CELL';

/** A part of a data set. */
export type Split =
  /** The examples that models learn from; for MNIST the last 55,000 training images. */
  | 'TRAIN'
  /** The examples held back from training; for MNIST the first 5,000 training images. */
  | 'VALIDATION'
  /** The test images; MNIST has 10,000. */
  | 'TEST';

/** The status of a run. The last three are final. */
export type RunStatus =
  /** Waits for a worker. */
  | 'QUEUED'
  /** A worker trains it, or its worker was lost and another will continue it. */
  | 'RUNNING'
  /** The training is complete and its model is stored. */
  | 'SUCCEEDED'
  /** It ended with an error; see `error`. */
  | 'FAILED'
  /** It was ended by cancelRun and made no model. */
  | 'CANCELED';

/** How the learning rate α changes over the T steps of a run. */
export type ScheduleName =
  /** It stays at α. */
  | 'CONSTANT'
  /** At step t, from 0, it is α/2·(1 + cos(π·t/T)). */
  | 'COSINE';

/** Which weights of a run its model gets. */
export type KeptWeights =
  /** Those after its last step. */
  | 'LAST'
  /** Those of the evaluation with the lowest cross-entropy on the validation split; of equal ones the earlier. */
  | 'BEST';

/** How a network reads a pixel, whose grey value is 0 to 1. */
export type PixelReading =
  /** As 1 if its grey value is above the threshold, else as 0. */
  | 'BINARIZED'
  /** As its grey value. */
  | 'GREY';

/** The engine that computes. */
export type EngineName =
  /** The worker takes the fastest engine that it has for the network. */
  | 'AUTO'
  /** TensorFlow, on a GPU where there is one, else on the CPU. */
  | 'TENSORFLOW'
  /** The fused kernel on the CPU. */
  | 'NATIVE';

/** The steps `from` up to but not including `to`, counted from 0. A step is an image row, or a pixel if the model reads pixel by pixel. */
export type StepRange = {
  /** First step, 0 or more. */
  from?: number | null | undefined;
  /** The step after the last one: greater than `from` and at most the number of steps. When not given: the number of steps. */
  to?: number | null | undefined;
};

/** An image to look at: exactly one of an example, pixels, a PNG, a drawing or a splice. */
export type ImageInput =
  {   /** An image of a data set. */
  example: ExampleInput; pixels?: never; png?: never; drawing?: never; splice?: never; }
  |  { example?: never;   /** Pixels in [0, 1], ink = 1, row-major [row, column]. Fewer rows than the model was trained on are allowed: the image then ends early. There are as many columns as in the images that the model reads, or 28 without a model. */
  pixels: Array<number>; png?: never; drawing?: never; splice?: never; }
  |  { example?: never; pixels?: never;   /** A PNG file. It must be as wide as the images that the model reads, or 28 pixels without a model. Light pixels are ink, as in MNIST: white ink on black paper. */
  png: string; drawing?: never; splice?: never; }
  |  { example?: never; pixels?: never; png?: never;   /** A drawing or photograph, of any size and on any paper. */
  drawing: DrawingInput; splice?: never; }
  |  { example?: never; pixels?: never; png?: never; drawing?: never;   /** The top of one image on the bottom of another. */
  splice: SpliceInput; };

/** An image of a data set. */
export type ExampleInput = {
  /** Name of the data set. When not given: the one that the model was trained on, or `mnist` without a model. */
  dataset?: string | null | undefined;
  /** The part of the data set. */
  split?: Split | null | undefined;
  /** Place in the split, 0 to its number of examples − 1. */
  index: number;
};

/** A drawing or photograph of a digit, either as pixels or as a PNG. It is prepared as the digits of MNIST were. */
export type DrawingInput = {
  /** Brightness in [0, 1], row-major [row, column]. */
  pixels?: Array<number> | null | undefined;
  /** Number of columns of `pixels`. When not given: as many as in the images that the model reads. */
  columns?: number | null | undefined;
  /** A PNG file of at most 1024 × 1024 pixels. Transparent pixels are paper: white under dark ink, black under bright ink. */
  png?: string | null | undefined;
  /** Whether the ink is dark on light paper. When not given, it is taken to be so if the median brightness of the border is above 0.5. */
  invert?: boolean | null | undefined;
  /** Whether to cut to the ink, scale it to 20 of 28 pixels with soft edges, and centre it by mass, as MNIST’s digits were; the paper becomes 0 and the darkest ink 1. If false, the drawing must have the size of the images that the model reads. */
  fit?: boolean | null | undefined;
};

/** Two images of one width as one: the first rows of one above the others of another. */
export type SpliceInput = {
  /** Whose first rows are taken. */
  top: SplicedImageInput;
  /** Whose other rows are taken, to its last. */
  bottom: SplicedImageInput;
  /** The first row that is the bottom image’s, from 1: so many rows are the top’s. */
  atRow: number;
};

/** An image to put together with another: exactly one of an example, pixels, a PNG or a drawing. */
export type SplicedImageInput =
  {   /** An image of a data set. */
  example: ExampleInput; pixels?: never; png?: never; drawing?: never; }
  |  { example?: never;   /** Pixels in [0, 1], ink = 1, row-major [row, column]. Fewer rows than the model was trained on are allowed: the image then ends early. There are as many columns as in the images that the model reads, or 28 without a model. */
  pixels: Array<number>; png?: never; drawing?: never; }
  |  { example?: never; pixels?: never;   /** A PNG file. It must be as wide as the images that the model reads, or 28 pixels without a model. Light pixels are ink, as in MNIST: white ink on black paper. */
  png: string; drawing?: never; }
  |  { example?: never; pixels?: never; png?: never;   /** A drawing or photograph, of any size and on any paper. */
  drawing: DrawingInput; };

/** A change to an activation of a recurrent layer, made after it is computed and before it is used. Give exactly one of `set`, `scale`, `complementOf` and `fromImage`. If several change the same activation, each acts on the result of the one before. */
export type InterventionInput = {
  /** Canonical name, such as `layers.0.forgetGate`: a gate, candidate, cell or hidden state. */
  activation: string;
  /** The steps at which it acts; all when not given. */
  steps?: StepRange | null | undefined;
  /** The units that it changes, counted from 0, each once; all when not given. */
  units?: Array<number> | null | undefined;
  /** The value to hold it at; any finite number. */
  set?: number | null | undefined;
  /** The factor to multiply it by; any finite number. */
  scale?: number | null | undefined;
  /** Another gate of the same layer. The gate that is changed becomes 1 minus that one, such as f = 1 − i. */
  complementOf?: string | null | undefined;
  /** Another image (activation patching). The activation takes the values that it has when the network reads that image, which must cover all steps that are changed. */
  fromImage?: ImageInput | null | undefined;
};

/** Which runs to list: those that match every field given. */
export type RunFilter = {
  /** Slug of the architecture. */
  architecture?: string | null | undefined;
  /** Name of the data set. */
  dataset?: string | null | undefined;
  /** The status of the run. */
  status?: RunStatus | null | undefined;
  /** Global id of the series that the run belongs to. */
  series?: string | null | undefined;
};

/** What to train and how. Give exactly one of `architecture` and `recipe`. */
export type TrainModelInput = {
  /** Slug of an architecture, such as `lstm-32`. */
  architecture?: string | null | undefined;
  /** A recurrent network of your own, of at most 4000000 parameters. */
  recipe?: RecipeInput | null | undefined;
  /** The task to train for. When not given: the architecture’s own task; for a recipe, CLASSIFY with ROWS. */
  task?: TaskInput | null | undefined;
  /** Slug of the new model: 1 to 64 characters from a-z, 0-9 and -, the first not a -. No other model, run or architecture may have it. With `seeds`, the models are named NAME-seed-N. When not given, the slug is made from the architecture and the run. */
  name?: string | null | undefined;
  /** Name of the data set. */
  dataset?: string | null | undefined;
  /** Determines the initial weights, the order of the examples and the values that dropout drops. A whole number from -2147483648 to 2147483647. The same seed on the same engine gives the same weights. When not given: 1. */
  seed?: number | null | undefined;
  /** Asks for one run for each of these seeds, instead of `seed`: 1 to 20 different ones. Either all of the runs are queued or none. */
  seeds?: Array<number> | null | undefined;
  /** Workers take the queued run with the highest priority first; of equal ones, the oldest. From -100 to 100. */
  priority?: number | null | undefined;
  /** Passes over the train split. A whole number from 1 to 1000. */
  epochs?: number | null | undefined;
  /** Examples in a step. A whole number from 1 to 4096. A batch may span two epochs. */
  batchSize?: number | null | undefined;
  /** Adam’s step size α at the start of the schedule. A number at least 1e-8 and at most 1. */
  learningRate?: number | null | undefined;
  /** How the learning rate changes during the run. */
  schedule?: ScheduleName | null | undefined;
  /** Adam’s decay rate of the first moment. A number at least 0 and at most 0.999999. */
  beta1?: number | null | undefined;
  /** Adam’s decay rate of the second moment. A number at least 0 and at most 0.999999. */
  beta2?: number | null | undefined;
  /** Adam’s ε, added to the square root of the bias-corrected second moment. A number at least 1e-30 and at most 1. */
  epsilon?: number | null | undefined;
  /** The probability that training drops a hidden value on its way from a recurrent layer to the next layer up (Zaremba et al., arXiv 1409.2329). 0, or a number at least 0.000001 and at most 0.95. Models of the whole image have no dropout. When not given: the architecture’s own. */
  dropout?: number | null | undefined;
  /** Decoupled weight decay λ (AdamW, Loshchilov and Hutter 2019): each step multiplies the kernels by 1 − α·λ and leaves the biases as they are. 0, or a number at most 10 for which α·λ is 1e-7 to 1. Float32 rounds a smaller decay away; a larger one would change the signs of the weights. */
  weightDecay?: number | null | undefined;
  /** Gradient clipping: the largest norm, over all parameters, that a gradient may have; a longer one is shortened to it. A number at least 0.000001 and at most 1000000. When not given: any length. */
  clipNorm?: number | null | undefined;
  /** Steps between two evaluations on the validation and test splits. A whole number from 1 to 2147483647. The run always ends with one. */
  evaluationInterval?: number | null | undefined;
  /** Early stopping: the run ends after this many evaluations in a row without a lower cross-entropy on the validation split. A whole number from 1 to 1000. When not given: no early stopping. */
  patience?: number | null | undefined;
  /** Which weights the model gets. */
  keep?: KeptWeights | null | undefined;
  /** Whether the network reads binarized pixels or grey values. */
  pixels?: PixelReading | null | undefined;
  /** BINARIZED only: pixels above this value are read as 1, others as 0. At least 0 and below 1; 0.1 when not given. */
  binarizeThreshold?: number | null | undefined;
  /** The engine that trains it. NATIVE has no RNN cell, no batch normalization and no models of the whole image. */
  engine?: EngineName | null | undefined;
};

/** The form of a recurrent network of your own. */
export type RecipeInput = {
  /** The recurrent cell. */
  cell: CellName;
  /** Units of each layer, 1 to 1024. */
  units: number;
  /** Recurrent layers, 1 to 4. */
  layers?: number | null | undefined;
  /** GRU only: whether the reset gate acts after the matrix product (true, the default) or before it. */
  resetAfter?: boolean | null | undefined;
  /** LSTM only: the initial bias of the forget gate, -10 to 10; 1 when not given. */
  forgetBias?: number | null | undefined;
  /** GRU only: the initial bias of the update gate and of the reset gate, -10 to 10; 1 when not given. */
  gateBias?: number | null | undefined;
  /** LSTM only: recurrent batch normalization with statistics of each step, arXiv 1603.09025; false when not given. Not on the NATIVE engine. */
  batchNormalization?: boolean | null | undefined;
  /** Whether an affine layer first maps each row to as many numbers as a layer has units; false when not given. */
  inputProjection?: boolean | null | undefined;
  /** The dense layers that turn the hidden state into logits. When not given: RESULTS, or AFFINE for NEXT_PIXEL. */
  head?: HeadName | null | undefined;
  /** How the weights are initialized; GLOROT when not given. ZERO_CELL allows no forgetBias or gateBias. */
  initialization?: Initialization | null | undefined;
};

/** What to train a network to do, and in which order it reads an image. */
export type TaskInput = {
  /** What to train for. NEXT_PIXEL needs a recipe with the head AFFINE, and binarized pixels. */
  name: TaskName;
  /** How an image becomes a sequence. When not given: ROWS for CLASSIFY, PIXELS for NEXT_PIXEL. Models of the whole image take only ROWS. */
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