import { useLayoutEffect, useRef } from 'preact/hooks';

import type { ComponentChildren } from 'preact';
import { paintCells, type ColourScale } from './colours.ts';
import { short } from './numbers.ts';

interface ColourBarProps {
  scale: ColourScale;
  /** With its unit. */
  width: string;
  children: ComponentChildren;
}

const COLOURS = 256;

/** The colours of a scale with its ends; between them what has it. */
export function ColourBar({ scale, width, children }: ColourBarProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { least, most } = scale;
  useLayoutEffect(() => {
    const values = Float32Array.from(
      { length: COLOURS },
      (_, n) => least + ((most - least) * n) / (COLOURS - 1),
    );
    paintCells(canvas.current!, { shape: [1, COLOURS], values }, scale);
  }, [least, most]);
  return (
    <div class="colour-bar" style={{ width }}>
      <canvas ref={canvas} aria-hidden="true" />
      <p>
        <span>{short(least)}</span>
        <span>{children}</span>
        <span>{short(most)}</span>
      </p>
    </div>
  );
}
