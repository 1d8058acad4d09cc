import { useLayoutEffect, useRef } from 'preact/hooks';

import { greyScale } from '../../figures/colours/colourScale.ts';
import { inputValues } from '../../data/binarize.ts';
import { Icon } from '../parts/Icon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Segments } from '../parts/Segments.tsx';
import { Switch } from '../parts/Switch.tsx';
import { drawnPixels, DRAWING_SIZE } from '../state/drawing.ts';
import { changeLook, look } from '../state/store.ts';
import { imageQuery } from './asGraphql.ts';
import { paintCells } from './colours.ts';
import { canUndo, clear, tool, undo } from './drawingTools.ts';
import { nextLate, nextMisread, nextOfClass, randomExample, searching } from './findExample.ts';
import { network } from './models.ts';
import { fixed, grouped } from './numbers.ts';
import { pastePicture } from './pastePicture.ts';
import { ink, pixels } from './picture.ts';
import { datasets } from './models.ts';
import { announce } from '../parts/announce.ts';

/** What to read: draw it, or take one that there is. */
export function DrawPanel() {
  const label = pixels.value.value?.label ?? 5;
  return (
    <Panel area="draw" title="Draw" sub="on the image above" query={imageQuery}>
      <div class="tools-row">
        <Segments
          name="Tool"
          value={tool.value}
          options={[
            {
              value: 'pen',
              label: (
                <>
                  <Icon name="pen" /> Pen
                </>
              ),
            },
            {
              value: 'eraser',
              label: (
                <>
                  <Icon name="eraser" /> Erase
                </>
              ),
            },
          ]}
          onChange={(value) => (tool.value = value)}
        />
        <button class="button" type="button" disabled={!canUndo.value} onClick={undo}>
          <Icon name="undo" /> Undo
        </button>
        <button class="button" type="button" onClick={clear}>
          <Icon name="clear" /> Clear
        </button>
      </div>
      <h3 class="taken">
        Or take one <span class="muted">{ofHowMany()}</span>
      </h3>
      <div class="take">
        <button class="button" type="button" onClick={randomExample}>
          A random one <kbd>R</kbd>
        </button>
        <button class="button" type="button" onClick={() => void nextOfClass(label)}>
          Next {label} <kbd>{label}</kbd>
        </button>
        <button class="button" type="button" onClick={() => void nextMisread()}>
          Next misread <kbd>M</kbd>
        </button>
        <button class="button" type="button" onClick={() => void nextLate()}>
          Decided late <kbd>L</kbd>
        </button>
        <button class="button dashed" type="button" onClick={() => void chooseFile()}>
          <Icon name="paste" /> Paste, drop or choose a picture
        </button>
      </div>
      <p class="muted small searching" role="status">
        {searching.value !== null && `Looking for ${searching.value} …`}
      </p>
      <Fitting />
    </Panel>
  );
}

function ofHowMany(): string {
  const { picture } = look.value;
  if (picture.kind !== 'example') return 'of the test images';
  const found = datasets.value.find(({ name }) => name === picture.dataset);
  const sizes = { TRAIN: found?.train, VALIDATION: found?.validation, TEST: found?.test };
  return `of ${grouped(sizes[picture.split] ?? 0)} ${picture.split.toLowerCase()} images`;
}

/** What is in the clipboard; nothing where the browser does not say. */
async function clipboardItems(): Promise<readonly ClipboardItem[]> {
  if (!('clipboard' in navigator) || !('read' in navigator.clipboard)) return [];
  return navigator.clipboard.read().catch(() => []);
}

/** From the clipboard where the browser allows it, else by a file. */
async function chooseFile(): Promise<void> {
  for (const item of await clipboardItems()) {
    const type = item.types.find((name) => name.startsWith('image/'));
    if (type !== undefined) {
      await pastePicture(await item.getType(type));
      return;
    }
  }
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void pastePicture(file);
  });
  input.click();
  announce('Choose a picture file.');
}

/** MNIST's digits fill a box of so many pixels. */
const BOX = 20;

/** What becomes of the image before it is read: fitted as MNIST's were, and made black and white. */
function Fitting() {
  const { picture, asMnist } = look.value;
  const isDrawing = picture.kind === 'drawing';
  const image = pixels.value.value;
  const threshold = network.value?.binarizeThreshold ?? null;
  const found = ink.value;
  if (image === null) return null;
  const before = isDrawing ? drawnPixels(picture) : image.values;
  const read = inputValues(image.values, threshold);
  const size: [number, number] = isDrawing
    ? [DRAWING_SIZE, DRAWING_SIZE]
    : [image.rows, image.columns];
  return (
    <div class="fitting">
      {isDrawing ? (
        <Switch isOn={asMnist} onChange={(isOn) => changeLook({ asMnist: isOn })}>
          <b>As MNIST</b> <span class="muted">in a box of 20 × 20, centred by mass</span>
        </Switch>
      ) : (
        <p>
          <b>As it is read</b>{' '}
          <span class="muted">
            {threshold === null ? 'in grey' : `ink where above ${threshold}`}
          </span>
        </p>
      )}
      <div class="thumbs">
        <Thumb values={before} size={size} title="before" />
        <Icon name="arrow" />
        <Thumb values={read} size={[image.rows, image.columns]} title="as it is read" />
        {isDrawing && asMnist && found !== null && (
          <p class="small">
            <span class="muted">ink was</span>
            <br />
            {found.width} × {found.height}
            <br />
            <span class="muted">at column, row</span>
            <br />
            {found.left}, {found.top}
            <br />
            <span class="muted">size</span> × {fixed(BOX / Math.max(found.width, found.height), 2)}
          </p>
        )}
      </div>
    </div>
  );
}

interface ThumbProps {
  values: Float32Array;
  size: [rows: number, columns: number];
  title: string;
}

export function Thumb({ values, size, title }: ThumbProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => paintCells(canvas.current!, { shape: size, values }, greyScale), [values]);
  return (
    <figure class="thumb">
      <canvas ref={canvas} class="cells" role="img" aria-label={title} />
      <figcaption class="small muted">{title}</figcaption>
    </figure>
  );
}
