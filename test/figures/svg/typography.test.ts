import { expect, test } from 'vitest';
import {
  fittedText,
  numberLabel,
  textWidth,
  wrappedText,
} from '../../../src/figures/svg/typography.ts';

test('fittedText cuts what is too wide, and no character in two', () => {
  expect(fittedText('hidden state', 200)).toBe('hidden state');
  const cut = fittedText('a name that is far too long for its place', 100);
  expect(cut).toMatch(/^a name that .*…$/);
  expect(textWidth(cut)).toBeLessThanOrEqual(100);
  expect(fittedText('😀😀😀😀', 30)).toBe('😀…');
});

test('wrappedText breaks between words, and a word that is too long where it must', () => {
  expect(wrappedText('hidden state', 200)).toEqual(['hidden state']);
  expect(wrappedText('hidden state of a model', 70)).toEqual(['hidden state', 'of a model']);
  const lines = wrappedText(`of ${'w'.repeat(30)}😀 too`, 100);
  expect(lines.join('').replaceAll(' ', '')).toBe(`of${'w'.repeat(30)}😀too`);
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(100);
  expect(wrappedText('', 100)).toEqual(['']);
});

test('textWidth gives combining marks no width of their own', () => {
  expect(textWidth('c\u0303')).toBe(textWidth('c'));
});

test('numberLabel is short, with a true minus', () => {
  expect([-1, 0.1 + 0.2, -0, 12.34567].map(numberLabel)).toEqual(['−1', '0.3', '0', '12.35']);
});
