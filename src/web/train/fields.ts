/** A field of the form: one argument of `trainModel`. */
export interface Field {
  /** Its name in the API. */
  name: string;
  label: string;
  /** What it is when nothing is chosen; empty for none. */
  usual: string;
  /** Its range or meaning, beside it. */
  hint: string;
  kind: 'number' | 'text' | 'choice';
  options?: readonly (readonly [value: string, label: string])[];
  /** Part of the recipe rather than of the training. */
  isForm?: boolean;
  /** Seldom changed: among the further options. */
  isRare?: boolean;
  /** Whether it belongs to what is chosen. */
  isFor?: (form: Form) => boolean;
}

/** What is filled in, by name; what is usual is left out. */
export type Form = Readonly<Record<string, string>>;

const isZoo = (form: Form) => form['architecture'] !== undefined;
const ofCell = (cell: string) => (form: Form) => !isZoo(form) && (form['cell'] ?? 'LSTM') === cell;
const isOwn = (form: Form) => !isZoo(form);
const isGlorot = (form: Form) => form['initialization'] !== 'ZERO_CELL';
const yesNo = [
  ['true', 'yes'],
  ['false', 'no'],
] as const;

/** In the order of the form; schema.graphql says more of each. */
export const fields: readonly Field[] = [
  {
    ...{ name: 'cell', label: 'Cell', usual: 'LSTM', hint: '', kind: 'choice', isForm: true },
    options: [
      ['LSTM', 'LSTM'],
      ['GRU', 'GRU'],
      ['RNN', 'RNN'],
    ],
    isFor: isOwn,
  },
  {
    name: 'units',
    label: 'Units',
    usual: '32',
    hint: '1 to 1024',
    kind: 'number',
    isForm: true,
    isFor: isOwn,
  },
  {
    name: 'layers',
    label: 'Layers',
    usual: '1',
    hint: '1 to 4',
    kind: 'number',
    isForm: true,
    isFor: isOwn,
  },
  {
    ...{
      name: 'resetAfter',
      label: 'Reset gate',
      usual: 'true',
      hint: '',
      kind: 'choice',
      isForm: true,
    },
    options: [
      ['true', 'after product'],
      ['false', 'before'],
    ],
    isFor: ofCell('GRU'),
  },
  {
    ...{
      name: 'forgetBias',
      label: 'Forget bias',
      usual: '1',
      hint: '−10 to 10',
      isRare: true,
      kind: 'number',
      isForm: true,
    },
    isFor: (form) => ofCell('LSTM')(form) && isGlorot(form),
  },
  {
    ...{
      name: 'gateBias',
      label: 'Gate bias',
      usual: '1',
      hint: '−10 to 10',
      isRare: true,
      kind: 'number',
      isForm: true,
    },
    isFor: (form) => ofCell('GRU')(form) && isGlorot(form),
  },
  {
    ...{
      name: 'batchNormalization',
      label: 'Batch norm',
      usual: 'false',
      hint: 'not native',
      isRare: true,
      kind: 'choice',
    },
    ...{ isForm: true, options: yesNo, isFor: ofCell('LSTM') },
  },
  {
    ...{
      name: 'inputProjection',
      label: 'Projection',
      usual: 'false',
      hint: 'of each row',
      isRare: true,
      kind: 'choice',
    },
    ...{ isForm: true, options: yesNo, isFor: isOwn },
  },
  {
    ...{ name: 'head', label: 'Head', usual: 'RESULTS', hint: '', kind: 'choice', isForm: true },
    options: [
      ['RESULTS', '64, 64'],
      ['ASSIGNMENT', 'ReLU, 64'],
    ],
    isFor: isOwn,
  },
  {
    ...{
      name: 'initialization',
      label: 'Start',
      usual: 'GLOROT',
      hint: '',
      isRare: true,
      kind: 'choice',
      isForm: true,
    },
    options: [
      ['GLOROT', 'Glorot'],
      ['ZERO_CELL', 'cell at 0'],
    ],
    isFor: isOwn,
  },
  { name: 'name', label: 'Name', usual: '', hint: 'a-z, 0-9, -', kind: 'text' },
  { name: 'dataset', label: 'Data set', usual: 'mnist', hint: '', isRare: true, kind: 'text' },
  { name: 'seeds', label: 'Seeds', usual: '1', hint: 'up to 20', kind: 'text' },
  { name: 'epochs', label: 'Epochs', usual: '10', hint: '1 to 1000', kind: 'number' },
  { name: 'batchSize', label: 'Batch size', usual: '256', hint: '1 to 4096', kind: 'number' },
  {
    name: 'learningRate',
    label: 'Learning rate',
    usual: '0.001',
    hint: '10⁻⁸ to 1',
    kind: 'number',
  },
  {
    ...{ name: 'schedule', label: 'Schedule', usual: 'CONSTANT', hint: '', kind: 'choice' },
    options: [
      ['CONSTANT', 'constant'],
      ['COSINE', 'cosine'],
    ],
  },
  { name: 'dropout', label: 'Dropout', usual: '', hint: '0 to 0.95', kind: 'number' },
  { name: 'weightDecay', label: 'Weight decay', usual: '0', hint: '0 to 10', kind: 'number' },
  { name: 'clipNorm', label: 'Clip norm', usual: '', hint: '10⁻⁶ to 10⁶', kind: 'number' },
  { name: 'beta1', label: 'Adam β₁', usual: '0.9', hint: 'below 1', isRare: true, kind: 'number' },
  {
    name: 'beta2',
    label: 'Adam β₂',
    usual: '0.999',
    hint: 'below 1',
    isRare: true,
    kind: 'number',
  },
  {
    name: 'epsilon',
    label: 'Adam ε',
    usual: '1e-8',
    hint: '10⁻³⁰ to 1',
    isRare: true,
    kind: 'number',
  },
  {
    name: 'evaluationInterval',
    label: 'Evaluate every',
    usual: '100',
    hint: 'steps',
    kind: 'number',
  },
  { name: 'patience', label: 'Patience', usual: '', hint: '1 to 1000; never', kind: 'number' },
  {
    ...{ name: 'keep', label: 'Keep', usual: 'LAST', hint: 'weights', kind: 'choice' },
    options: [
      ['LAST', 'last'],
      ['BEST', 'best'],
    ],
  },
  {
    ...{ name: 'pixels', label: 'Pixels', usual: 'BINARIZED', hint: '', kind: 'choice' },
    options: [
      ['BINARIZED', 'binarized'],
      ['GREY', 'grey'],
    ],
  },
  {
    ...{
      name: 'binarizeThreshold',
      label: 'Ink above',
      usual: '0.1',
      hint: '0 to 1',
      isRare: true,
      kind: 'number',
    },
    isFor: (form) => form['pixels'] !== 'GREY',
  },
  {
    ...{ name: 'engine', label: 'Engine', usual: 'AUTO', hint: '', kind: 'choice' },
    options: [
      ['AUTO', 'auto'],
      ['NATIVE', 'native'],
      ['TENSORFLOW', 'TensorFlow'],
    ],
  },
];

export function shownFields(form: Form): Field[] {
  return fields.filter(({ isFor }) => isFor === undefined || isFor(form));
}

export function valueOf(form: Form, { name, usual }: Field): string {
  return form[name] ?? usual;
}
