import { comparisonSvg } from '../../figures/comparisonSvg.ts';
import type { FigureTensor } from '../../figures/figureTensor.ts';
import { predictionsSvg } from '../../figures/predictionsSvg.ts';
import { traceSvg } from '../../figures/traceSvg.ts';
import { unitSvg } from '../../figures/unitSvg.ts';
import { product } from '../../formats/shape.ts';
import { decisionOf } from '../../inspection/decision.ts';
import { recurrentNetwork } from '../../inspection/recurrentNetwork.ts';
import { activationList } from '../../networks/activationList.ts';
import type { Drawings } from './drawings.ts';
import { figureTensor, inputFigureTensor } from './figureTensors.ts';
import type { ImageTrace } from '../traces/imageTrace.ts';
import type { LazyTensor } from '../tensors/lazyTensor.ts';
import { traceSubtitle } from './traceCaption.ts';
import { tracePredictions } from '../traces/tracePredictions.ts';

/** From the gates to the states, as the equations are read aloud. */
const drawingOrder = [
  ...['inputGate', 'forgetGate', 'outputGate', 'updateGate', 'resetGate'],
  ...['candidate', 'cellState', 'hiddenState'],
];

export async function traceFigure(trace: ImageTrace, drawings: Drawings): Promise<string> {
  const { layers } = recurrentNetwork(trace.subject.network, 'figure').recipe;
  const all = Array.from({ length: layers }, (_, layer) => layerActivations(trace, layer));
  const activations = (await Promise.all(all)).flat();
  const parts = await predictions(trace);
  return drawings.svg('figure', cellsOf(activations), () => traceSvg({ ...parts, activations }));
}

export async function predictionsFigure(trace: ImageTrace, drawings: Drawings): Promise<string> {
  recurrentNetwork(trace.subject.network, 'predictionsFigure');
  const parts = await predictions(trace);
  const cells = cellsOf([parts.probabilities]);
  return drawings.svg('predictionsFigure', cells, () => predictionsSvg(parts));
}

/** @param layer and unit: ones that the network has */
export async function unitFigure(
  trace: ImageTrace,
  layer: number,
  unit: number,
  drawings: Drawings,
): Promise<string> {
  const activations = await layerActivations(trace, layer);
  const title = `${trace.subject.title} · unit ${unit} of layer ${layer}`;
  const subtitle = traceSubtitle(trace);
  return drawings.svg('unitFigure', cellsOf(activations), () =>
    unitSvg({ title, subtitle, activations, unit }),
  );
}

/** @param changed and untouched: the same activation of a trace and of its untouched run */
export async function differenceFigure(
  trace: ImageTrace,
  changed: LazyTensor,
  untouched: LazyTensor,
  drawings: Drawings,
): Promise<string> {
  const { title, firstStep, units } = changed.caption;
  const tensors = {
    untouched: await figureTensor(untouched),
    changed: await figureTensor(changed),
  };
  // The two, and the difference.
  const cells = 3 * product(changed.shape);
  return drawings.svg('differenceFigure', cells, () =>
    comparisonSvg({
      title,
      subtitle: traceSubtitle(trace),
      ...tensors,
      firstStep,
      ...(units && { units }),
      image: inputFigureTensor(trace),
    }),
  );
}

function cellsOf(tensors: readonly { shape: readonly number[] }[]): number {
  return tensors.reduce((sum, { shape }) => sum + product(shape), 0);
}

async function layerActivations(trace: ImageTrace, layer: number): Promise<FigureTensor[]> {
  const prefix = `layers.${layer}.`;
  const descriptions = activationList(trace.subject.network)
    .filter(({ name }) => name.startsWith(prefix))
    .map((entry) => ({ ...entry, place: drawingOrder.indexOf(entry.name.slice(prefix.length)) }))
    .sort((a, b) => a.place - b.place);
  return Promise.all(
    descriptions.map(async ({ name, range }) => ({ ...(await trace.activation(name)), range })),
  );
}

async function predictions(trace: ImageTrace) {
  const { subject, image } = trace;
  const trueLabel = image.example?.label ?? null;
  const { step, label } = decisionOf(await tracePredictions(trace), trueLabel);
  const probabilities = await trace.activation('head.probabilities');
  return {
    title: `${subject.title} reads ${trueLabel === null ? 'a drawing' : `a ${trueLabel}`}`,
    subtitle: `${traceSubtitle(trace)}; answer ${label}, decided at step ${step}`,
    image: inputFigureTensor(trace),
    probabilities: { ...probabilities, range: { least: 0, most: 1 } },
    decisionStep: step,
    trueLabel,
  };
}
