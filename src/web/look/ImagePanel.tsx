import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { Panel } from '../parts/Panel.tsx';
import { drawnPixels, DRAWING_SIZE } from '../state/drawing.ts';
import { pictureName } from '../state/picture.ts';
import { look } from '../state/store.ts';
import { imageQuery } from './asGraphql.ts';
import { paintCells } from './colours.ts';
import { greyScale } from '../../figures/colours/colourScale.ts';
import { imageDownloads } from './downloads.ts';
import { beginStroke, canDraw, isDrawing, penPixel, stroke, togglePixel } from './drawingTools.ts';
import { pastePicture, pictureIn } from './pastePicture.ts';
import { pixels } from './picture.ts';
import { PlayBar } from './PlayBar.tsx';
import { RowAxis } from './RowAxis.tsx';
import { RowCursor } from './RowCursor.tsx';
import { Mistake } from '../parts/Mistake.tsx';
import { rowCount } from './view.ts';

/** The image: read downwards row by row, and drawn on. */
export function ImagePanel() {
  const { picture, asMnist } = look.value;
  const isFitted = picture.kind === 'drawing' && asMnist && !isDrawing.value;
  return (
    <Panel
      area="image"
      title="Image"
      sub={`${rowCount.value} rows, read downwards`}
      query={imageQuery}
      downloads={imageDownloads()}
      isLate={pixels.isLate.value}
    >
      <p class="map-title with-axis">
        {picture.kind === 'drawing' ? (isFitted ? 'as it is read' : 'as drawn') : 'grey values'}
      </p>
      <div class="with-axis rows">
        <RowAxis />
        <DrawingCanvas />
      </div>
      <Mistake error={pixels.error.value} />
      <PlayBar />
    </Panel>
  );
}

function DrawingCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => effect(() => paintImage(canvas.current)), []);
  const last = useRef<[number, number] | null>(null);
  const place = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * DRAWING_SIZE;
    return [x, ((event.clientY - top) / height) * DRAWING_SIZE];
  };
  const onPointerDown = (event: PointerEvent) => {
    if (!canDraw.value || event.button !== 0) return;
    canvas.current!.setPointerCapture(event.pointerId);
    isDrawing.value = true;
    penPixel.value = null;
    beginStroke();
    last.current = place(event);
    stroke(last.current, last.current);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (last.current === null) return;
    const to = place(event);
    stroke(last.current, to);
    last.current = to;
  };
  const end = () => (last.current = null);
  const leave = (event: PointerEvent) => {
    // A finger leaves with every stroke, and a digit has several.
    if (event.pointerType !== 'touch' && last.current === null) isDrawing.value = false;
  };
  useEffect(() => {
    const outside = ({ target }: Event) => {
      if (target !== canvas.current) isDrawing.value = false;
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, []);
  return (
    <div class="image-box">
      <canvas
        ref={canvas}
        class="cells drawing"
        tabIndex={0}
        role="application"
        aria-label={`Image: ${pictureName(look.value.picture)}. Draw on it: arrow keys move the pen, Enter draws a pixel.`}
        onPointerEnter={({ pointerType, buttons }) => {
          if (pointerType !== 'touch' && buttons === 0 && look.value.picture.kind === 'drawing') {
            isDrawing.value = true;
          }
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={end}
        onPointerCancel={end}
        onPointerLeave={leave}
        onKeyDown={movePen}
        onBlur={() => {
          penPixel.value = null;
          isDrawing.value = false;
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const file = pictureIn(event.dataTransfer);
          if (file !== null) void pastePicture(file);
        }}
      />
      {penPixel.value && (
        <span
          class="pen-pixel"
          style={{
            left: `${(penPixel.value.column / DRAWING_SIZE) * 100}%`,
            top: `${(penPixel.value.row / DRAWING_SIZE) * 100}%`,
          }}
        />
      )}
      {!isDrawing.value && <RowCursor />}
    </div>
  );
}

function paintImage(canvas: HTMLCanvasElement | null): void {
  const image = pixels.value.value;
  const { picture } = look.value;
  const shown =
    isDrawing.value && picture.kind === 'drawing'
      ? { shape: [DRAWING_SIZE, DRAWING_SIZE], values: drawnPixels(picture) }
      : image && { shape: [image.rows, image.columns], values: image.values };
  if (canvas !== null && shown !== null) paintCells(canvas, shown, greyScale);
}

/** Arrow keys move the pen over the pixels; Enter and the space bar draw, or take away. */
function movePen(event: KeyboardEvent): void {
  if (!canDraw.value) return;
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const step = steps[event.key];
  const isDot = event.key === 'Enter' || event.key === ' ';
  if (step === undefined && !isDot) return;
  event.preventDefault();
  event.stopPropagation();
  const middle = { row: DRAWING_SIZE / 2, column: DRAWING_SIZE / 2 };
  const at = penPixel.value ?? middle;
  isDrawing.value = true;
  if (step !== undefined) {
    const within = (value: number) => Math.max(0, Math.min(DRAWING_SIZE - 1, value));
    const next = { row: within(at.row + step[0]), column: within(at.column + step[1]) };
    penPixel.value = penPixel.value === null ? middle : next;
    // Shift draws along the way.
    if (event.shiftKey) togglePixel(next);
  } else {
    penPixel.value = at;
    togglePixel(at);
  }
}
