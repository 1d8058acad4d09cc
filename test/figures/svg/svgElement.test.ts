import { expect, test } from 'vitest';
import { element, group, line } from '../../../src/figures/svg/svgElement.ts';

test('text and attributes are escaped, and what XML cannot hold is replaced', () => {
  const { markup } = element('text', { class: `"a" & 'b'` }, ['1 < 2 > 0 & \u0007']);

  expect(markup).toBe(
    '<text class="&quot;a&quot; &amp; &apos;b&apos;">1 &lt; 2 &gt; 0 &amp; \uFFFD</text>',
  );
});

test('children that are elements are taken as they are', () => {
  const child = line(0, 0, 1, 1, { stroke: undefined });

  expect(element('g', {}, [child]).markup).toBe('<g><line x1="0" y1="0" x2="1" y2="1"/></g>');
});

test('numbers have at most two decimals, and no −0', () => {
  expect(element('rect', { x: 1 / 3, y: -0.001, width: 10 }).markup).toBe(
    '<rect x="0.33" y="0" width="10"/>',
  );
});

test('a group is moved where it has to be', () => {
  const dot = element('circle');

  expect(group(2.5, -1, [dot]).markup).toBe('<g transform="translate(2.5,-1)"><circle/></g>');
  expect(group(0, 0, [dot]).markup).toBe('<g><circle/></g>');
});
