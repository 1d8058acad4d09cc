import { type StepAxis, stepAxisElements, stepAxisSpace, stepTop } from '../axes/stepAxis.ts';
import { group, line } from '../svg/svgElement.ts';
import { beside, type Drawing } from '../svg/svgFigure.ts';
import { inks } from '../svg/typography.ts';
import { panelTop } from './heatMapPanel.ts';

const GAP = 14;
const MARK = { class: 'marked', stroke: inks.text, 'stroke-dasharray': '3 2' } as const;

/**
 * Panels on one step axis, which is written once at the left.
 *
 * @param label what the axis counts; nothing is drawn of it where this is empty
 * @param markedStep its upper edge is drawn as a dashed line in the gaps between the panels
 */
export function besideStepAxis(
  axis: StepAxis,
  panels: readonly Drawing[],
  { label = 'step', markedStep = null }: { label?: string; markedStep?: number | null } = {},
): Drawing {
  const { width, height, content } = beside(panels, GAP);
  const left = stepAxisSpace(label);
  const y = markedStep === null ? undefined : stepTop(axis, markedStep);
  const last = panels.at(-1)?.width ?? 0;
  const mark = y === undefined ? [] : [line(0, y, width - last, y, MARK)];
  return {
    width: left + width,
    height,
    content: [
      group(left, panelTop, [...mark, ...stepAxisElements(axis, label)]),
      group(left, 0, content),
    ],
  };
}
