import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { Values } from '../network/values.ts';
import { announce } from '../parts/announce.ts';
import { look, moveCursor } from '../state/store.ts';
import { addBrushed, selectedChange } from './changes.ts';
import { paintCells, type ColourScale } from './colours.ts';
import { Lens } from './Lens.tsx';
import { fixed } from './numbers.ts';
import { pause } from './player.ts';
import { RowCursor } from './RowCursor.tsx';
import { compared, layer, row, unit } from './view.ts';

/** What the pointer is over, for the readout in the panel's head. */
export const hovered = signal<string | null>(null);

interface HeatMapProps {
  /** Activation within the layer. */
  name: string;
  /** Its letter, for texts. */
  letter: string;
  title: ComponentChildren;
  values: Values;
  scale: ColourScale;
  width: number;
  /** Whether rows and units can be brushed to change them. */
  canBrush?: boolean;
  /** Whether it shows where changes act. */
  hasBoxes?: boolean;
}

type Place = [row: number, unit: number];

/** Rows by units. The cursor moves on a click and by arrow keys; dragging marks what to change. */
export function HeatMap(props: HeatMapProps) {
  const { name, letter, title, values, scale, width, canBrush = true, hasBoxes = true } = props;
  const [rows = 1, units = 1] = values.shape;
  // A second network may have fewer.
  const chosen = Math.min(unit.value, units - 1);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [lens, setLens] = useState<Place | null>(null);
  const [brush, setBrush] = useState<[from: Place, to: Place] | null>(null);
  const from = useRef<Place | null>(null);
  useLayoutEffect(() => paintCells(canvas.current!, values, scale), [values, scale]);
  useEffect(() => () => void (hovered.value = null), []);

  const placeOf = ({ clientX, clientY }: PointerEvent): Place => {
    const { left, top, width: wide, height } = box.current!.getBoundingClientRect();
    const within = (part: number, count: number) =>
      Math.max(0, Math.min(count - 1, Math.floor(part * count)));
    return [within((clientY - top) / height, rows), within((clientX - left) / wide, units)];
  };
  const say = ([atRow, atUnit]: Place) =>
    `${letter}, row ${atRow}, unit ${atUnit}: ${fixed(values.values[atRow * units + atUnit] ?? 0)}`;
  const moveTo = ([atRow, atUnit]: Place) => {
    pause();
    moveCursor({ row: atRow, unit: atUnit });
  };
  const onPointerMove = (event: PointerEvent) => {
    const at = placeOf(event);
    hovered.value = say(at);
    if (event.pointerType !== 'touch') setLens(at);
    if (from.current !== null) setBrush([from.current, at]);
  };
  const onPointerUp = (event: PointerEvent) => {
    const start = from.current;
    from.current = null;
    setBrush(null);
    if (start === null) return;
    const end = placeOf(event);
    const isClick =
      start[0] === end[0] && Math.abs(start[1] - end[1]) < Math.max(1, (3 * units) / width);
    if (isClick || !canBrush) moveTo(end);
    else addBrushed(name, start, end);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, Place> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-5, 0],
      PageDown: [5, 0],
      Home: [0, -units],
      End: [0, units],
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to: Place = [
      Math.max(0, Math.min(rows - 1, row.value + step[0])),
      Math.max(0, Math.min(units - 1, chosen + step[1])),
    ];
    if (event.shiftKey && canBrush) {
      from.current ??= [row.value, chosen];
      setBrush([from.current, to]);
    }
    moveTo(to);
    announce(say(to));
  };
  const endKeyBrush = (event: KeyboardEvent) => {
    if (event.key !== 'Shift' || from.current === null || brush === null) return;
    addBrushed(name, ...brush);
    from.current = null;
    setBrush(null);
  };
  return (
    <figure class="map" style={{ width: `${width}px` }}>
      <figcaption class="map-title">{title}</figcaption>
      <div
        ref={box}
        class="map-box rows"
        tabIndex={0}
        role="application"
        aria-label={`${letter}: rows downwards, units to the right. Arrow keys move the cursor, with shift they mark what to change.`}
        data-map={name}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === 'touch') return;
          box.current!.setPointerCapture(event.pointerId);
          from.current = placeOf(event);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={(event) =>
          event.pointerType === 'touch' ? moveTo(placeOf(event)) : onPointerUp(event)
        }
        onPointerLeave={() => {
          hovered.value = null;
          setLens(null);
        }}
        onKeyDown={onKeyDown}
        onKeyUp={endKeyBrush}
      >
        <canvas ref={canvas} class="cells" />
        <RowCursor />
        <span
          class="unit-lines"
          style={{ left: `${(chosen / units) * 100}%`, width: `${100 / units}%` }}
        />
        {hasBoxes && <ChangeBoxes name={name} rows={rows} units={units} />}
        {brush && <BrushBox from={brush[0]} to={brush[1]} rows={rows} units={units} />}
        {lens && from.current === null && (
          <Lens at={lens} values={values} scale={scale} width={width} />
        )}
      </div>
      <div class="unit-axis" aria-hidden="true">
        {chosen * (width / units) > 22 && <span class="start">0</span>}
        {(units - chosen) * (width / units) > 26 && <span class="end">{units - 1}</span>}
        <span class="tag" style={{ left: `${((chosen + 0.5) / units) * 100}%` }}>
          {chosen}
        </span>
      </div>
    </figure>
  );
}

interface Size {
  rows: number;
  units: number;
}

function BrushBox({ from, to, rows, units }: Size & { from: Place; to: Place }) {
  const [top, bottom] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [left, right] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  return <Box top={top} bottom={bottom} left={left} right={right} rows={rows} units={units} />;
}

/** Where changes act; in a comparison on whichever map is shown. */
function ChangeBoxes({ name, rows, units }: Size & { name: string }) {
  const isCompared = compared.value?.kind === 'change';
  return look.value.changes.map((change, n) => {
    const isHere = change.layer === layer.value && (isCompared || change.activation === name);
    if (!isHere || !(change.isOn || n === selectedChange.value)) return null;
    const [left = 0, right = units - 1] =
      change.units === null ? [] : [change.units[0], change.units.at(-1)];
    const [top, bottom] = change.rows;
    return <Box {...{ top, bottom, left, right, rows, units }} />;
  });
}

function Box(props: Size & { top: number; bottom: number; left: number; right: number }) {
  const { top, bottom, left, right, rows, units } = props;
  return (
    <span
      class="change-box"
      style={{
        left: `${(left / units) * 100}%`,
        width: `${((right - left + 1) / units) * 100}%`,
        top: `${(top / rows) * 100}%`,
        height: `${((bottom - top + 1) / rows) * 100}%`,
      }}
    />
  );
}
