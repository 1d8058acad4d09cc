/** 2 rows, 3 columns and 2 channels; a value tells its place as row, column, channel. */
export const sampleChannels = {
  name: 'convolutions.0.output',
  shape: [2, 3, 2] as const,
  axes: ['row', 'column', 'channel'],
  values: Float32Array.of(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121),
  range: { least: 0, most: Infinity },
};
