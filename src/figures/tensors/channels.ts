import type { FigureTensor } from './figureTensor.ts';

/** What a convolution gives: [row, column, channel]. */
export interface ChannelsTensor extends FigureTensor {
  shape: readonly [rows: number, columns: number, channels: number];
}

/** Not those of an image, whose values would be brightness from 0 to 1. */
const axes = ['row of a channel', 'column of a channel'];

export function hasChannels(tensor: FigureTensor): tensor is ChannelsTensor {
  return tensor.shape.length === 3 && tensor.axes[2] === 'channel';
}

/** Each channel by itself, [row, column]. */
export function channelsOf(tensor: ChannelsTensor): FigureTensor[] {
  const [rows, columns, channels] = tensor.shape;
  const { name, values, range = null } = tensor;
  return Array.from({ length: channels }, (_, channel) => ({
    name,
    shape: [rows, columns],
    axes,
    values: Float32Array.from(
      { length: rows * columns },
      (_, place) => values[place * channels + channel] as number,
    ),
    range,
  }));
}

/** The channels from left to right as one picture, [row, channel · column]. */
export function channelsBeside(tensor: ChannelsTensor): FigureTensor {
  const [rows, columns, channels] = tensor.shape;
  const { name, range = null } = tensor;
  const values = new Float32Array(tensor.values.length);
  for (const [channel, { values: own }] of channelsOf(tensor).entries()) {
    for (let place = 0; place < rows * columns; place++) {
      const [row, column] = [Math.floor(place / columns), place % columns];
      values[(row * channels + channel) * columns + column] = own[place] as number;
    }
  }
  return { name, shape: [rows, channels * columns], axes, values, range };
}
