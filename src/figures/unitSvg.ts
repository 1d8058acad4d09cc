import { extent, groups } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { invalidArgument } from '../errors.ts';
import { roundTicks } from './axes/roundTicks.ts';
import { roundUp } from './axes/roundUp.ts';
import { stepsOf } from './axes/stepsOf.ts';
import { lineLegend } from './linePlots/lineLegend.ts';
import { linePlot } from './linePlots/linePlot.ts';
import { type LineStyle, lineStyle } from './linePlots/lineStyle.ts';
import { below, beside, type Drawing, svgFigure } from './svg/svgFigure.ts';
import { numberLabel } from './svg/typography.ts';
import { activationWords } from './tensors/activationLabel.ts';
import { checkedUnits } from './tensors/checkedUnits.ts';
import {
  checkSameShape,
  type FigureTensor,
  type Matrix,
  matrixOf,
} from './tensors/figureTensor.ts';

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
  return matrices.map((matrix, n) => ({
    name: matrix.name,
    symbol: matrix.symbol,
    isGate: matrix.range?.least === 0 && matrix.range.most === 1,
    values: columnOf(matrix, column),
    style: lineStyle(n),
  }));
}

function columnOf({ rows, columns, values }: Matrix, column: number): number[] {
  return Array.from({ length: rows }, (_, row) => values[row * columns + column] as number);
}

/** What the lines are of: `gates`, `candidate and states`. */
function kindsOf(lines: readonly UnitLine[]): string {
  const kinds = lines.map(({ name }) => activationWords(name).split(' ').at(-1) ?? '');
  return groups(kinds, (kind) => kind)
    .map(([kind, { length }]) => (length === 1 ? kind : `${kind}s`))
    .join(' and ');
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
    yLabel: kindsOf(lines),
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
