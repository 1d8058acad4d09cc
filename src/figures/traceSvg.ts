import { groups } from 'd3-array';
import { invalidArgument } from '../errors.ts';
import { stepAxis, type StepAxis, stepAxisWidth } from './axes/stepAxis.ts';
import { stepsOf } from './axes/stepsOf.ts';
import { colourBar } from './colours/colourBar.ts';
import { type ColourScale, colourScaleFor, unitScale } from './colours/colourScale.ts';
import { besideStepAxis } from './panels/besideStepAxis.ts';
import { cellSize } from './panels/cellSize.ts';
import { heatMapPanel } from './panels/heatMapPanel.ts';
import { imageMatrix, imagePanel } from './panels/imagePanel.ts';
import { predictionPanel, type Predictions, probabilityMatrix } from './panels/predictionPanel.ts';
import { below, beside, type Drawing, indented, svgFigure } from './svg/svgFigure.ts';
import { inks, text } from './svg/typography.ts';
import { activationLayer, activationWords } from './tensors/activationLabel.ts';
import { type FigureTensor, type Matrix, matrixOf } from './tensors/figureTensor.ts';

export interface TraceFigure extends Predictions {
  title: string;
  subtitle?: string;
  /** The step of the first row of every tensor; 0 when left out. */
  firstStep?: number;
  /** [row, column], 0 to 1, ink bright; its row 0 is read at step 0. */
  image: FigureTensor;
  /** [step, unit] each, named `layers.N.…`, in the order in which they are to be drawn. */
  activations: readonly FigureTensor[];
}

const EXTENT = { rows: 252, columns: 160 } as const;
const MOST = { row: 9, column: 12 } as const;

/** An activation and the scale it shares with its namesakes in the other layers. */
interface ScaledMatrix {
  matrix: Matrix;
  scale: ColourScale;
}

/**
 * All that happens for an image, on one step axis: a line for each layer with the image and the
 * layer's activations, and the probabilities at the end of the last, whose states they come from.
 *
 * @throws GatescopeError INVALID_ARGUMENT for tensors of different lengths, an activation that is
 *   of no layer, and whatever `heatMapSvg` and `predictionsSvg` refuse
 */
export function traceSvg(trace: TraceFigure): string {
  const probabilities = probabilityMatrix(trace);
  const steps = stepsOf(probabilities.rows, trace.firstStep);
  const firstStep = steps.from;
  const axis = stepAxis(steps, cellSize(probabilities.rows, EXTENT.rows, MOST.row));
  const image = imageMatrix(trace.image, steps);
  const scaled = scaledMatrices(trace.activations, probabilities.rows);
  const layers = groups(scaled, ({ matrix }) => activationLayer(matrix.name));
  const lines = layers.map(([layer, activations], n) => {
    const panels = [
      imagePanel(image, axis),
      ...layerPanels(activations, axis, firstStep),
      ...(n === layers.length - 1 ? [predictionPanel(probabilities, trace, axis, firstStep)] : []),
    ];
    const drawing = besideStepAxis(axis, panels, { markedStep: trace.decisionStep });
    return layers.length === 1 ? drawing : below([layerHeading(layer), drawing], 2);
  });
  const bars = indented(beside(colourBars(scaled), 28), stepAxisWidth);
  const caption = { ...trace, description: describe(trace, layers.length, probabilities) };
  return svgFigure(caption, below([below(lines, 10), bars], 8));
}

/** Namesakes get one scale, so that layers can be compared. */
function scaledMatrices(activations: readonly FigureTensor[], rows: number): ScaledMatrix[] {
  const matrices = activations.map((activation, n) => {
    const argument = `activations[${n}]`;
    const matrix = matrixOf(activation, argument);
    if (matrix.rows !== rows) throw invalidArgument(argument, `${rows} steps`, matrix.rows);
    if (activationLayer(matrix.name) !== undefined) return matrix;
    throw invalidArgument(`${argument}.name`, 'layers.N.…', matrix.name);
  });
  if (matrices.length === 0) throw invalidArgument('activations', 'at least one', 0);
  const scales = new Map(
    groups(matrices, ({ name }) => activationWords(name)).map(([words, namesakes]) => [
      words,
      colourScaleFor(namesakes),
    ]),
  );
  return matrices.map((matrix) => ({
    matrix,
    scale: scales.get(activationWords(matrix.name)) as ColourScale,
  }));
}

function layerPanels(
  activations: readonly ScaledMatrix[],
  axis: StepAxis,
  firstStep: number,
): Drawing[] {
  return activations.map(({ matrix, scale }) =>
    heatMapPanel({
      matrix,
      firstStep,
      axis,
      scale,
      cellWidth: cellSize(matrix.columns, EXTENT.columns, MOST.column),
      symbol: matrix.symbol,
      title: activationWords(matrix.name),
    }),
  );
}

function layerHeading(layer: number | undefined): Drawing {
  const heading = text(stepAxisWidth, 12, `Layer ${layer}`, { weight: 'bold', colour: inks.text });
  return { width: 0, height: 18, content: [heading] };
}

/** One for each scale, saying whose it is; the probabilities have theirs from 0 to 1. */
function colourBars(scaled: readonly ScaledMatrix[]): Drawing[] {
  const labelled = scaled.map(({ matrix: { name, symbol }, scale }) => ({
    label: symbol || activationWords(name),
    scale,
  }));
  const all = [...labelled, { label: 'probability', scale: unitScale }];
  return groups(all, ({ scale }) => `${scale.least} ${scale.most}`).map(([, members]) => {
    const labels = new Set(members.map(({ label }) => label));
    return colourBar((members[0] as (typeof all)[number]).scale, [...labels].join(', '));
  });
}

function describe({ decisionStep }: TraceFigure, layers: number, { rows }: Matrix): string {
  const decided = decisionStep === null ? '' : ` The decision is made at step ${decisionStep}.`;
  return (
    `What a network of ${layers} recurrent layer${layers === 1 ? '' : 's'} does in ${rows} steps: the image, the ` +
    `activations of every layer as heat maps, and the probability of each class.${decided}`
  );
}
