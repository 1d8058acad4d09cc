import { expect, test } from 'vitest';
import { channelsBeside, channelsOf, hasChannels } from '../../src/figures/channels.ts';
import { channelsSvg } from '../../src/figures/channelsSvg.ts';

/** 2 rows, 3 columns and 2 channels; a value tells its place as row, column, channel. */
const tensor = {
  name: 'convolutions.0.output',
  shape: [2, 3, 2] as const,
  axes: ['row', 'column', 'channel'],
  values: Float32Array.of(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121),
  range: { least: 0, most: Infinity },
};

test('a channel by itself is rows and columns', () => {
  expect(channelsOf(tensor).map(({ values }) => [...Array.from(values)])).toEqual([
    [0, 10, 20, 100, 110, 120],
    [1, 11, 21, 101, 111, 121],
  ]);
});

test('channels beside each other keep their rows', () => {
  const { shape, values } = channelsBeside(tensor);
  expect(shape).toEqual([2, 6]);
  expect(Array.from(values)).toEqual([0, 10, 20, 1, 11, 21, 100, 110, 120, 101, 111, 121]);
});

test('only a tensor with an axis of channels has them', () => {
  expect(hasChannels(tensor)).toBe(true);
  expect(hasChannels({ ...tensor, shape: [2, 6], axes: ['step', 'unit'] })).toBe(false);
});

test('the picture names every channel once, in lines of eight', () => {
  const many = {
    ...tensor,
    shape: [2, 3, 10] as const,
    values: Float32Array.from({ length: 60 }, (_, n) => n),
  };
  const svg = channelsSvg(many, { title: 'ten channels' });
  const titles = [...svg.matchAll(/>channel (\d+)</g)].map(([, channel]) => Number(channel));
  expect(titles).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const height = (picture: string) => Number(/ height="(\d+)"/.exec(picture)?.[1]);
  expect(height(svg)).toBeGreaterThan(height(channelsSvg(tensor, { title: 'two channels' })));
});

test('values above 1 have colours of their own', () => {
  const svg = channelsSvg(tensor, { title: 'two channels' });
  expect(svg).toMatch(/colours from 0 to 1[2-9]\d,/);
});
