import type { Download } from '../parts/Panel.tsx';
import type { Values } from '../network/values.ts';
import { csvOf, npyOf } from '../parts/files.ts';
import { pictureFile } from './pictureFiles.ts';
import { look } from '../state/store.ts';
import { pictureText } from '../state/picture.ts';
import { mapNames } from './mapChoice.ts';
import { pixels } from './picture.ts';
import { reading } from './reading.ts';
import { layer, ofLayer, unit } from './view.ts';
import { readsRows } from './models.ts';

/** A name for files that says what they are of. */
function stem(): string {
  const { subject, picture } = look.value;
  const who = subject.kind === 'model' ? subject.slug : `step-${subject.step}`;
  const what =
    picture.kind === 'example' ? pictureText(picture).replaceAll('.', '-') : picture.kind;
  return `${who}-${what}`;
}

function csv(part: string, table: () => (string | number)[][]): Download {
  return { label: 'CSV', file: `${stem()}-${part}.csv`, make: () => csvOf(table()), table };
}

function npy(part: string, values: () => Values): Download {
  return { label: '.npy', file: `${stem()}-${part}.npy`, make: () => npyOf(values()) };
}

function pictures(part: string, field: string): Download[] {
  return [
    { label: 'SVG', file: `${stem()}-${part}.svg`, make: () => pictureFile(field, 'svg') },
    { label: 'PNG', file: `${stem()}-${part}.png`, make: () => pictureFile(field, 'png') },
  ];
}

export function imageDownloads(): Download[] {
  const shown = () => {
    const { rows, columns, values } = pixels.value.value!;
    return { shape: [rows, columns], values };
  };
  return [
    { label: 'PNG', file: `${stem()}-image.png`, make: () => pictureFile('image', 'png') },
    csv('image', () => tableOf('row', 'column', shown())),
    npy('image', shown),
  ];
}

export function insideDownloads(): Download[] {
  const arrays = mapNames.value.map((name) => ({
    ...npy(name, () => valuesOf(name)),
    label: `.npy ${name}`,
  }));
  return [
    ...(readsRows.value ? pictures('inside', 'figure') : []),
    csv('inside', () => [
      ['row', 'unit', ...mapNames.value],
      ...longTable(mapNames.value.map(valuesOf)),
    ]),
    ...arrays,
  ];
}

export function unitDownloads(): Download[] {
  return [
    ...pictures(`unit-${unit.value}`, `unitFigure(layer: ${layer.value}, unit: ${unit.value})`),
    csv(`unit-${unit.value}`, () => [
      ['row', ...mapNames.value],
      ...longTable(mapNames.value.map(valuesOf))
        .filter(([, of]) => of === unit.value)
        .map(([at, , ...rest]) => [at!, ...rest]),
    ]),
  ];
}

export function answerDownloads(): Download[] {
  const found = () => reading.value.value!.activations.get('head.probabilities')!;
  return [
    ...(readsRows.value ? pictures('answer', 'predictionsFigure') : []),
    csv('answer', () => tableOf('row', 'class', found())),
    npy('answer', found),
  ];
}

function valuesOf(name: string): Values {
  return ofLayer(reading.value.value!.activations, name)!;
}

/** A line for each row, and a column for each of what is across. */
function tableOf(down: string, across: string, { shape, values }: Values): (string | number)[][] {
  const columns = shape.at(-1) ?? 1;
  const rows = values.length / columns;
  return [
    [down, ...Array.from({ length: columns }, (_, n) => `${across} ${n}`)],
    ...Array.from({ length: rows }, (_, n) => [
      n,
      ...values.subarray(n * columns, (n + 1) * columns),
    ]),
  ];
}

/** A line for each row and unit. */
function longTable(all: Values[]): number[][] {
  const [rows = 0, units = 0] = all[0]?.shape ?? [];
  return Array.from({ length: rows * units }, (_, n) => [
    ...[Math.floor(n / units), n % units],
    ...all.map(({ values }) => values[n]!),
  ]);
}
