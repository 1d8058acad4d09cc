import { stepAxis, stepAxisWidth } from './axes/stepAxis.ts';
import { colourBar } from './colours/colourBar.ts';
import { colourScaleFor } from './colours/colourScale.ts';
import { besideStepAxis } from './panels/besideStepAxis.ts';
import { cellSize } from './panels/cellSize.ts';
import { heatMapPanel } from './panels/heatMapPanel.ts';
import { below, indented, svgFigure } from './svg/svgFigure.ts';
import { activationWords } from './tensors/activationLabel.ts';
import { type ChannelsTensor, channelsOf } from './tensors/channels.ts';
import { matrixOf } from './tensors/figureTensor.ts';

export interface ChannelsOptions {
  title: string;
  subtitle?: string;
}

const EXTENT = 112;
const MOST = 6;
const CHANNELS_IN_LINE = 8;

/**
 * The channels of a convolution beside each other, some to a line, all in the same colours.
 *
 * @throws GatescopeError INVALID_ARGUMENT for channels as `matrixOf` refuses them
 */
export function channelsSvg(tensor: ChannelsTensor, options: ChannelsOptions): string {
  const { name } = tensor;
  const [rows] = tensor.shape;
  const matrices = channelsOf(tensor).map((channel) => matrixOf(channel, 'tensor'));
  const scale = colourScaleFor(matrices);
  const cell = cellSize(rows, EXTENT, MOST);
  const axis = stepAxis({ from: 0, to: rows }, cell);
  const panels = matrices.map((matrix, channel) =>
    heatMapPanel({
      ...{ matrix, axis, scale, firstStep: 0, cellWidth: cell },
      title: `channel ${channel}`,
      columnLabel: 'column',
    }),
  );
  const lines = Array.from({ length: Math.ceil(panels.length / CHANNELS_IN_LINE) }, (_, n) =>
    panels.slice(n * CHANNELS_IN_LINE, (n + 1) * CHANNELS_IN_LINE),
  );
  const drawings = lines.map((line) => besideStepAxis(axis, line, { label: 'row' }));
  const bar = indented(colourBar(scale, activationWords(name)), stepAxisWidth);
  const description =
    `Heat maps of the ${panels.length} channels of ${name}, colours from ${scale.least} to ` +
    `${scale.most}, lighter for more.`;
  return svgFigure({ ...options, description }, below([...drawings, bar], 6));
}
