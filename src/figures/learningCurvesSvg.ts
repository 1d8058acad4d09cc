import { extent, ticks } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import { invalidArgument } from '../errors.ts';
import { logarithmicTicks } from './axes/logarithmicTicks.ts';
import { lineLegend } from './linePlots/lineLegend.ts';
import { linePlot, type Tick } from './linePlots/linePlot.ts';
import { lineStyle } from './linePlots/lineStyle.ts';
import { beside, svgFigure } from './svg/svgFigure.ts';
import { fittedText } from './svg/typography.ts';

export interface LearningCurve {
  /** The run's name, for the legend. */
  name: string;
  /** In the order of their steps; none where nothing is measured yet. */
  points: readonly { step: number; value: number }[];
}

export interface LearningCurvesFigure {
  title: string;
  subtitle?: string;
  metric: 'accuracy' | 'crossEntropy';
  /** What was measured, such as `test accuracy`. */
  valueLabel: string;
  curves: readonly LearningCurve[];
}

const SIZE = { width: 560, height: 320 } as const;
const LEAST_DISTANCE = 1e-5;
/** Between the outermost values and the frame, at least, as a factor. */
const CLEARANCE = 1.05;
const MOST_CURVES = 42;
/** Enough for a model's longest slug, were it not of wide letters alone. */
const NAME_WIDTH = 400;

/**
 * Learning curves of several runs. The value's distance from the best possible (the error, or the
 * cross-entropy itself) is drawn on a logarithmic scale, better upwards for accuracy and downwards
 * for cross-entropy: late differences are as visible as early ones (decision 0052).
 *
 * @throws GatescopeError INVALID_ARGUMENT for no curve or more than 42, steps that do not rise, and
 *   values that are not finite, negative, or an accuracy above 1
 */
export function learningCurvesSvg(figure: LearningCurvesFigure): string {
  checkCurves(figure);
  const { curves, metric, valueLabel } = figure;
  const points = curves.flatMap(({ points: own }) => own);
  const distance = distanceFor(metric);
  const lastStep = Math.max(1, ...points.map(({ step }) => step));
  const [nearest = 1, farthest = 1] = extent(points.map(({ value }) => distance(value)));
  const x = scaleLinear([0, lastStep], [0, SIZE.width]);
  const ends = metric === 'accuracy' ? [0, SIZE.height] : [SIZE.height, 0];
  const mostDistance = metric === 'accuracy' ? 1 : Infinity;
  const distances = logarithmicTicks(
    Math.max(LEAST_DISTANCE, nearest / CLEARANCE),
    Math.min(mostDistance, farthest * CLEARANCE),
  );
  const y = scaleLog([distances[0] as number, distances.at(-1) as number], ends);
  const plot = linePlot({
    ...SIZE,
    xLabel: 'training step',
    yLabel: `${valueLabel} (${metric === 'accuracy' ? 'error on a ' : ''}logarithmic scale)`,
    xTicks: ticks(0, lastStep, 6).map((step) => ({
      at: x(step),
      label: step.toLocaleString('en'),
    })),
    yTicks: distances.map((at) => valueTick(at, y(at), metric)),
    lines: curves.map((curve, n) => ({
      points: curve.points.map(({ step, value }) => [x(step), y(distance(value))] as const),
      style: lineStyle(n),
    })),
  });
  const entries = curves.map(({ name, points: own }, n) => ({
    style: lineStyle(n),
    label: `${fittedText(name, NAME_WIDTH)} · ${own.at(-1)?.value.toFixed(4) ?? '–'}`,
  }));
  const runs = curves.length === 1 ? '1 run' : `${curves.length} runs`;
  const description = `${valueLabel} over the training steps of ${runs}. Last values: ${entries
    .map(({ label }) => label)
    .join(', ')}.`;
  return svgFigure({ ...figure, description }, beside([plot, lineLegend(entries)], 18));
}

/** From the best possible value, and never 0, which a logarithm cannot show. */
function distanceFor(metric: 'accuracy' | 'crossEntropy'): (value: number) => number {
  return (value) => Math.max(LEAST_DISTANCE, metric === 'accuracy' ? 1 - value : value);
}

function valueTick(distance: number, at: number, metric: 'accuracy' | 'crossEntropy'): Tick {
  const value = metric === 'accuracy' ? 1 - distance : distance;
  return { at, label: String(Number(value.toPrecision(6))) };
}

function checkCurves({ curves, metric }: LearningCurvesFigure): void {
  if (curves.length < 1 || curves.length > MOST_CURVES) {
    throw invalidArgument('curves', `1 to ${MOST_CURVES}`, curves.length);
  }
  const most = metric === 'accuracy' ? 1 : Number.MAX_VALUE;
  curves.forEach(({ points }, n) => {
    let before = -1;
    points.forEach(({ step, value }, k) => {
      const argument = `curves[${n}].points[${k}]`;
      if (!(Number.isInteger(step) && step > before)) {
        throw invalidArgument(`${argument}.step`, `a whole number above ${before}`, step);
      }
      if (!(value >= 0 && value <= most)) {
        throw invalidArgument(`${argument}.value`, 'a value of the metric', value);
      }
      before = step;
    });
  });
}
