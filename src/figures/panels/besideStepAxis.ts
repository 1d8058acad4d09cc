import { panelTop } from './heatMapPanel.ts';
import { type StepAxis, stepAxisElements, stepAxisWidth, stepTop } from './stepAxis.ts';
import { beside, type Drawing } from './svgFigure.ts';
import { group, line } from './svgElement.ts';
import { inks } from './typography.ts';

const GAP = 14;
const MARK = { class: 'marked', stroke: inks.text, 'stroke-dasharray': '3 2' } as const;

/**
 * Panels on one step axis, which is written once at the left.
 *
 * @param label what the axis counts
 * @param markedStep its upper edge is drawn as a dashed line in the gaps between the panels
 */
export function besideStepAxis(
  axis: StepAxis,
  panels: readonly Drawing[],
  { label = 'step', markedStep = null }: { label?: string; markedStep?: number | null } = {},
): Drawing {
  const { width, height, content } = beside(panels, GAP);
  const y = markedStep === null ? undefined : stepTop(axis, markedStep);
  const last = panels.at(-1)?.width ?? 0;
  const mark = y === undefined ? [] : [line(0, y, width - last, y, MARK)];
  return {
    width: stepAxisWidth + width,
    height,
    content: [
      group(stepAxisWidth, panelTop, [...mark, ...stepAxisElements(axis, label)]),
      group(stepAxisWidth, 0, content),
    ],
  };
}
