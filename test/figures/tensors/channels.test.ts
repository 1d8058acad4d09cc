import { expect, test } from 'vitest';
import { channelsBeside, channelsOf, hasChannels } from '../../../src/figures/tensors/channels.ts';
import { sampleChannels } from '../sampleChannels.ts';

test('a channel by itself is rows and columns', () => {
  expect(channelsOf(sampleChannels).map(({ values }) => [...Array.from(values)])).toEqual([
    [0, 10, 20, 100, 110, 120],
    [1, 11, 21, 101, 111, 121],
  ]);
});

test('channels beside each other keep their rows', () => {
  const { shape, values } = channelsBeside(sampleChannels);
  expect(shape).toEqual([2, 6]);
  expect(Array.from(values)).toEqual([0, 10, 20, 1, 11, 21, 100, 110, 120, 101, 111, 121]);
});

test('only a tensor with an axis of channels has them', () => {
  expect(hasChannels(sampleChannels)).toBe(true);
  expect(hasChannels({ ...sampleChannels, shape: [2, 6], axes: ['step', 'unit'] })).toBe(false);
});
