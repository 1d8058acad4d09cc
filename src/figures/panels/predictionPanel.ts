import { invalidArgument } from '../../errors.ts';
import { type StepAxis, stepTop } from '../axes/stepAxis.ts';
import { unitScale } from '../colours/colourScale.ts';
import { element, group, line, type SvgElement } from '../svg/svgElement.ts';
import type { Drawing } from '../svg/svgFigure.ts';
import { centredText, fontSizes, inks, text } from '../svg/typography.ts';
import { type FigureTensor, type Matrix, matrixOf } from '../tensors/figureTensor.ts';
import { heatMapPanel, panelTop } from './heatMapPanel.ts';

/** What a network would answer if each step were the last. */
export interface Predictions {
  /** [step, class], each row adding up to 1. */
  probabilities: FigureTensor;
  /**
   * The first step from which the predicted label no longer changes; null, or one that is not
   * drawn, marks none.
   */
  decisionStep: number | null;
  /** The image's own class; null when it is not known. */
  trueLabel: number | null;
}

/** Softmax in float32 may go this far beyond 0 and 1. */
const ROUNDING = 1e-5;
const CLASS_WIDTH = 12;
const MOST_WIDTH = 240;
const LABELS_WIDTH = 26;
const DECISION_WIDTH = 48;
const TRIANGLE = 'M-4 -7h8l-4 5z';

/** @throws GatescopeError INVALID_ARGUMENT for values that are no probabilities, steps or classes */
export function probabilityMatrix(predictions: Predictions): Matrix {
  const { probabilities, decisionStep, trueLabel } = predictions;
  if (decisionStep !== null && !(Number.isInteger(decisionStep) && decisionStep >= 0)) {
    throw invalidArgument('decisionStep', 'a whole number from 0', decisionStep);
  }
  const matrix = matrixOf(probabilities, 'probabilities');
  for (let k = 0; k < matrix.values.length; k++) {
    const value = matrix.values[k] as number;
    if (value < -ROUNDING || value > 1 + ROUNDING)
      throw invalidArgument(`probabilities[${k}]`, '0 to 1', value);
  }
  const isClass = trueLabel === null || (Number.isInteger(trueLabel) && trueLabel >= 0);
  if (isClass && (trueLabel ?? 0) < matrix.columns) return matrix;
  throw invalidArgument('trueLabel', `a class from 0 to ${matrix.columns - 1}`, trueLabel);
}

/**
 * Probabilities of each class at each step, the predicted label written beside it, and a bracket
 * from the decision on.
 *
 * @param matrix from `probabilityMatrix`; its first row is that of `firstStep`
 */
export function predictionPanel(
  matrix: Matrix,
  { decisionStep, trueLabel }: Predictions,
  axis: StepAxis,
  firstStep: number,
): Drawing {
  const cellWidth = Math.min(CLASS_WIDTH, MOST_WIDTH / matrix.columns);
  const strip = heatMapPanel({
    matrix,
    firstStep,
    axis,
    scale: unitScale,
    cellWidth,
    title: 'probability',
    columnLabel: trueLabel === null ? 'class' : 'class (▼ true)',
  });
  const right = matrix.columns * cellWidth;
  const marks = [
    ...labelsBesideSteps(matrix, axis, firstStep, decisionStep).map((label) =>
      group(right, 0, [label]),
    ),
    ...decisionMark(axis, decisionStep, right),
    ...(trueLabel === null ? [] : [trueClassMark((trueLabel + 0.5) * cellWidth)]),
  ];
  return {
    width: right + LABELS_WIDTH + DECISION_WIDTH,
    height: strip.height,
    content: [...strip.content, group(0, panelTop, marks)],
  };
}

/** Every step's label where rows are high enough, else where it changes and there is room. */
function labelsBesideSteps(
  matrix: Matrix,
  axis: StepAxis,
  firstStep: number,
  decisionStep: number | null,
): SvgElement[] {
  const elements: SvgElement[] = [];
  let free = -Infinity;
  let before: number | undefined;
  for (let row = 0; row < matrix.rows; row++) {
    const step = firstStep + row;
    const top = stepTop(axis, step);
    const label = predictedLabel(matrix, row);
    const middle = (top ?? 0) + axis.rowHeight / 2;
    const wanted = axis.rowHeight >= fontSizes.tick - 1 || label !== before;
    if (top === undefined || !wanted || middle < free) continue;
    const decided = decisionStep !== null && step >= decisionStep;
    elements.push(labelText(middle, label, decided));
    free = middle + fontSizes.tick - 1;
    before = label;
  }
  return elements;
}

function labelText(y: number, label: number, decided: boolean): SvgElement {
  return centredText(12, y, `${label}`, {
    anchor: 'middle',
    size: fontSizes.tick,
    ...(decided ? { weight: 'bold' } : { colour: inks.muted }),
  });
}

/** The most probable class; of equals the smallest. */
function predictedLabel({ columns, values }: Matrix, row: number): number {
  const ofStep = Array.from({ length: columns }, (_, k) => values[row * columns + k] as number);
  return ofStep.indexOf(Math.max(...ofStep));
}

function decisionMark(axis: StepAxis, step: number | null, right: number): SvgElement[] {
  const top = step === null ? undefined : stepTop(axis, step);
  if (top === undefined) return [];
  const x = right + LABELS_WIDTH - 5;
  const bracket = `M${x - 3} ${top + 0.5}h3V${axis.height - 0.5}h-3`;
  return [
    line(0, top, right, top, { stroke: '#000000', 'stroke-width': 2.5 }),
    line(0, top, right, top, { stroke: '#ffffff', 'stroke-width': 1, class: 'decision' }),
    element('path', { d: bracket, fill: 'none', stroke: inks.text }),
    text(x + 5, top + 9, 'decided', { size: fontSizes.tick }),
    text(x + 5, top + 20, `step ${step}`, { size: fontSizes.tick, weight: 'bold' }),
  ];
}

function trueClassMark(x: number): SvgElement {
  return element('path', { d: TRIANGLE, transform: `translate(${x},0)` });
}
