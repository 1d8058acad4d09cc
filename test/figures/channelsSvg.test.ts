import { expect, test } from 'vitest';
import { channelsSvg } from '../../src/figures/channelsSvg.ts';
import { sampleChannels } from './sampleChannels.ts';

test('the picture names every channel once, in lines of eight', () => {
  const many = {
    ...sampleChannels,
    shape: [2, 3, 10] as const,
    values: Float32Array.from({ length: 60 }, (_, n) => n),
  };
  const svg = channelsSvg(many, { title: 'ten channels' });
  const titles = [...svg.matchAll(/>channel (\d+)</g)].map(([, channel]) => Number(channel));
  expect(titles).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const height = (picture: string) => Number(/ height="(\d+)"/.exec(picture)?.[1]);
  expect(height(svg)).toBeGreaterThan(
    height(channelsSvg(sampleChannels, { title: 'two channels' })),
  );
});

test('values above 1 have colours of their own', () => {
  const svg = channelsSvg(sampleChannels, { title: 'two channels' });
  expect(svg).toMatch(/colours from 0 to 1[2-9]\d,/);
});
