import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

import { theme } from '../shell/theme.ts';

export interface Curve {
  label: string;
  /** Number of the colour token `--mark-N`. */
  mark: number;
  dash: number[] | undefined;
  points: readonly { step: number; value: number }[];
  isBold?: boolean;
}

interface CurveChartProps {
  curves: Curve[];
  height: number;
  /** Told of the step under the pointer; null when it leaves. */
  onStep: (step: number | null) => void;
  /** A step to mark. */
  step: number | null;
  label: string;
}

/** Lines over the steps on a logarithmic axis. Dragging zooms, a double click shows all again. */
export function CurveChart(props: CurveChartProps) {
  // A logarithmic axis cannot be drawn without a number.
  const hasPoints = props.curves.some(({ points }) => points.length > 0);
  return hasPoints ? <Chart {...props} /> : <div style={{ height: `${props.height}px` }} />;
}

function Chart({ curves, height, onStep, step, label }: CurveChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const shape = curves.map((curve) => [curve.label, curve.mark, curve.isBold].join()).join(';');
  const latest = useRef(curves);
  latest.current = curves;

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const made = new uPlot(
      options(latest.current, element.clientWidth, height, onStep),
      aligned(latest.current),
      element,
    );
    plot.current = made;
    const resized = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height });
    });
    resized.observe(element);
    let isFirst = true;
    const end = effect(() => {
      void theme.value;
      // The canvas has its colours from the page's.
      if (!isFirst) requestAnimationFrame(() => made.redraw());
      isFirst = false;
    });
    return () => {
      end();
      resized.disconnect();
      made.destroy();
    };
  }, [shape, height]);
  useEffect(() => plot.current?.setData(aligned(curves), true), [curves]);
  useEffect(() => placeMarker(plot.current, step));

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const steps = allSteps(curves);
    const at = step === null ? steps.length : steps.findIndex((one) => one >= step);
    onStep(steps[Math.max(0, Math.min(steps.length - 1, at + by))] ?? null);
  };
  return (
    <div
      ref={box}
      class="curve-chart"
      style={{ height: `${height}px` }}
      tabIndex={0}
      role="application"
      aria-label={`${label}. Arrow keys move over the steps; the table beside it says the values.`}
      onKeyDown={onKeyDown}
    />
  );
}

/** Rising. */
function allSteps(curves: readonly Curve[]): number[] {
  const steps = new Set(curves.flatMap(({ points }) => points.map(({ step }) => step)));
  return [...steps].sort((a, b) => a - b);
}

/** All lines over the steps that any of them has. */
function aligned(curves: readonly Curve[]): uPlot.AlignedData {
  const steps = allSteps(curves);
  const lines = curves.map(({ points }) => {
    const values = new Map(points.map(({ step, value }) => [step, value]));
    return steps.map((step) => values.get(step) ?? undefined);
  });
  return [steps, ...lines] as uPlot.AlignedData;
}

function options(
  curves: readonly Curve[],
  width: number,
  height: number,
  onStep: (step: number | null) => void,
): uPlot.Options {
  const token = (name: string) =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = {
    stroke: () => token('--muted'),
    grid: { stroke: () => token('--hair'), width: 1 },
    ticks: { show: false },
    font: '11px Inter, sans-serif',
  };
  const rounds = (_: uPlot, splits: number[]) =>
    splits.map((value) => (isRound(value) ? value : null)) as number[];
  return {
    ...{ width, height },
    legend: { show: false },
    padding: [8, 12, 0, 0],
    cursor: { points: { show: false }, y: false, drag: { x: true, y: false } },
    scales: { x: { time: false }, y: { distr: 3, log: 10 } },
    axes: [
      { ...axis, size: 24, values: (_, all) => all.map((value) => value.toLocaleString('en-US')) },
      {
        ...{ ...axis, size: 42, filter: rounds },
        grid: { ...axis.grid, filter: rounds },
        values: (_, all) => all.map((value) => tickLabel(value)),
      },
    ],
    series: [
      {},
      ...curves.map(({ label, mark, dash, isBold = false }) => ({
        label,
        stroke: () => token(`--mark-${mark}`),
        width: isBold ? 2.25 : 1.5,
        ...(dash !== undefined && { dash }),
        points: { show: false },
        spanGaps: true,
      })),
    ],
    hooks: {
      setCursor: [
        ({ cursor, data }) => onStep(cursor.idx == null ? null : (data[0][cursor.idx] ?? null)),
      ],
    },
  };
}

/** On a logarithmic axis only these of each decade have room. */
function isRound(value: number): boolean {
  return [1, 2, 5].includes(Number(value.toExponential(0).split('e')[0]));
}

function tickLabel(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(2)));
}

/** A line at the step, over the chart: the curves need not be drawn again for it. */
function placeMarker(plot: uPlot | null, step: number | null): void {
  if (plot === null) return;
  let marker = plot.over.querySelector<HTMLElement>('.marker');
  if (marker === null) {
    marker = document.createElement('span');
    marker.className = 'marker';
    plot.over.append(marker);
  }
  marker.hidden = step === null;
  if (step !== null) marker.style.left = `${plot.valToPos(step, 'x')}px`;
}
