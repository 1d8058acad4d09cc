import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { invalidArgument } from '../errors.ts';
import { activationSymbol, activationWords } from './activationLabel.ts';
import { checkedUnits } from './checkedUnits.ts';
import { checkSameShape, type FigureTensor, type Matrix, matrixOf } from './figureTensor.ts';
import { lineLegend } from './lineLegend.ts';
import { linePlot } from './linePlot.ts';
import { type LineStyle, lineStyle } from './lineStyle.ts';
import { roundTicks } from './roundTicks.ts';
import { roundUp } from './roundUp.ts';
import { stepsOf } from './stepsOf.ts';
import { below, beside, type Drawing, svgFigure } from './svgFigure.ts';
import { numberLabel } from './typography.ts';

export interface UnitFigure {
  title: string;
  subtitle?: string;
  /** [step, unit] each, all of one layer. */
  activations: readonly FigureTensor[];
  unit: number;
  /** The unit of each column, where not all were taken. */
  units?: readonly number[];
  /** The step of the first row; 0 when left out. */
  firstStep?: number;
}

/** One unit's value at each step. */
interface UnitLine {
  name: string;
  symbol: string;
  isGate: boolean;
  values: readonly number[];
  style: LineStyle;
}

const WIDTH = 460;
const HEIGHT = 170;

/**
 * Gates, candidate and states of one unit as lines over the steps: gates above, from 0 to 1, and
 * numbers with a sign below.
 *
 * @throws GatescopeError INVALID_ARGUMENT for a unit that is not there, tensors of different
 *   shapes, none, and whatever `heatMapSvg` refuses
 */
export function unitSvg(figure: UnitFigure): string {
  const lines = unitLines(figure);
  const firstStep = stepsOf(lines[0]?.values.length ?? 0, figure.firstStep).from;
  const gates = lines.filter(({ isGate }) => isGate);
  const others = lines.filter(({ isGate }) => !isGate);
  const plots = [gates, others]
    .filter((drawn) => drawn.length > 0)
    .map((drawn, n, { length }) => plotOf(drawn, firstStep, n === length - 1));
  const names = lines.map(({ name }) => activationWords(name)).join(', ');
  const description = `Unit ${figure.unit} over the steps: ${names}.`;
  return svgFigure({ ...figure, description }, below(plots, 8));
}

function unitLines({ activations, unit, units }: UnitFigure): UnitLine[] {
  const matrices = activations.map((tensor, n) => matrixOf(tensor, `activations[${n}]`));
  const first = matrices[0];
  if (first === undefined) throw invalidArgument('activations', 'at least one', 0);
  matrices.forEach((matrix, n) => checkSameShape(first, matrix, `activations[${n}]`));
  const numbers = checkedUnits(units, first.columns) ?? Array.from(Array(first.columns).keys());
  const column = numbers.indexOf(unit);
  if (column < 0) throw invalidArgument('unit', 'one of the units of the activations', unit);
  const names = matrices.map(({ name }) => name);
  return matrices.map((matrix, n) => ({
    name: matrix.name,
    symbol: activationSymbol(matrix.name, names),
    isGate: matrix.range?.least === 0 && matrix.range.most === 1,
    values: columnOf(matrix, column),
    style: lineStyle(n),
  }));
}

function columnOf({ rows, columns, values }: Matrix, column: number): number[] {
  return Array.from({ length: rows }, (_, row) => values[row * columns + column] as number);
}

function plotOf(lines: readonly UnitLine[], firstStep: number, isLast: boolean): Drawing {
  const steps = lines[0]?.values.length ?? 1;
  const lastStep = firstStep + steps - 1;
  const isGates = lines[0]?.isGate === true;
  const [least = 0, most = 0] = extent(lines.flatMap(({ values }) => values));
  const end = roundUp(Math.max(1, -least, most));
  const bottom = isGates ? Math.min(0, least) : -end;
  const x = scaleLinear([firstStep, Math.max(lastStep, firstStep + 1)], [6, WIDTH - 6]);
  const y = scaleLinear([bottom, end], [HEIGHT - 6, 6]);
  const plot = linePlot({
    width: WIDTH,
    height: HEIGHT,
    xLabel: isLast ? 'step' : '',
    yLabel: isGates ? 'gates' : 'candidate and states',
    xTicks: roundTicks(firstStep, lastStep, 6).map((step) => ({
      at: x(step),
      label: isLast ? `${step}` : '',
    })),
    yTicks: y.ticks(isGates ? 5 : 4).map((value) => ({ at: y(value), label: numberLabel(value) })),
    lines: lines.map(({ values, style }) => ({
      points: values.map((value, n) => [x(firstStep + n), y(value)] as const),
      style,
    })),
  });
  const entries = lines.map(({ name, symbol, style }) => ({
    style,
    symbol,
    label: activationWords(name),
  }));
  return beside([plot, lineLegend(entries)], 16);
}
