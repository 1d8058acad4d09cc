import { invalidArgument } from '../../errors.ts';
import { comparisonSvg } from '../../figures/comparisonSvg.ts';
import type { FigureTensor } from '../../figures/tensors/figureTensor.ts';
import { predictionsSvg } from '../../figures/predictionsSvg.ts';
import { traceSvg } from '../../figures/traceSvg.ts';
import { unitSvg } from '../../figures/unitSvg.ts';
import { product } from '../../formats/shape.ts';
import { decisionOf } from '../../inspection/decision.ts';
import { recurrentNetwork } from '../../inspection/recurrentNetwork.ts';
import { cellOf } from '../../networks/cells/cellOf.ts';
import { taskOf } from '../../networks/tasks/taskOf.ts';
import { traceReading } from '../reading/traceReading.ts';
import type { Context } from '../context.ts';
import { differenceTensor } from '../tensors/differenceTensor.ts';
import { namedTensor } from '../tensors/namedTensors.ts';
import { checkLayer, type StepOrRangeInput } from '../reading/checkedSelection.ts';
import type { Drawings } from '../limits/drawings.ts';
import { intervenedSteps } from './intervenedSteps.ts';
import { LazyPicture } from './lazyPicture.ts';
import { figureTensor, inputFigureTensor } from './figureTensors.ts';
import type { ImageTrace } from '../reading/imageTrace.ts';
import { classWithArticle, traceSubtitle } from './traceCaption.ts';
import { tracePredictions } from '../reading/tracePredictions.ts';

/** @throws GatescopeError NOT_RECURRENT */
export function traceFigure(trace: ImageTrace, drawings: Drawings): LazyPicture {
  const { layers } = recurrentNetwork(trace.subject, 'figure').recipe;
  return new LazyPicture({ kind: 'figure', reading: traceReading(trace) }, async () => {
    const all = Array.from({ length: layers }, (_, layer) => layerActivations(trace, layer));
    const activations = (await Promise.all(all)).flat();
    const parts = await predictions(trace);
    return drawings.svg('figure', cellsOf(activations), () => traceSvg({ ...parts, activations }));
  });
}

/** @throws GatescopeError NOT_RECURRENT */
export function predictionsFigure(trace: ImageTrace, drawings: Drawings): LazyPicture {
  recurrentNetwork(trace.subject, 'predictionsFigure');
  return new LazyPicture({ kind: 'predictionsFigure', reading: traceReading(trace) }, async () => {
    const parts = await predictions(trace);
    const cells = cellsOf([parts.probabilities]);
    return drawings.svg('predictionsFigure', cells, () => predictionsSvg(parts));
  });
}

/** @throws GatescopeError NOT_RECURRENT, or INVALID_ARGUMENT for what the network does not have */
export function unitFigure(
  trace: ImageTrace,
  layer: number,
  unit: number,
  drawings: Drawings,
): LazyPicture {
  const { layers, units } = recurrentNetwork(trace.subject, 'unitFigure').recipe;
  checkLayer(layer, layers);
  if (unit < 0 || unit >= units) {
    throw invalidArgument('unit', `a unit from 0 to ${units - 1}`, unit);
  }
  const address = { kind: 'unitFigure', reading: traceReading(trace), layer, unit } as const;
  return new LazyPicture(address, async () => {
    const activations = await layerActivations(trace, layer);
    const title = `${trace.subject.title} · unit ${unit} of layer ${layer}`;
    const subtitle = traceSubtitle(trace);
    return drawings.svg('unitFigure', cellsOf(activations), () =>
      unitSvg({ title, subtitle, activations, unit }),
    );
  });
}

/**
 * @param trace with changes
 * @throws GatescopeError INVALID_ARGUMENT, NOT_RECURRENT
 */
export async function differenceFigure(
  { traces, drawings }: Pick<Context, 'traces' | 'drawings'>,
  trace: ImageTrace,
  name: string,
  selection: StepOrRangeInput,
): Promise<LazyPicture> {
  const changed = namedTensor(trace, name, 'name', selection);
  const untouched = namedTensor(await traces.untouched(trace), name, 'name', selection);
  const { reading, caption, shape } = changed;
  return new LazyPicture(reading && { kind: 'differenceFigure', reading }, async () => {
    const tensors = {
      untouched: await figureTensor(untouched),
      changed: await figureTensor(changed),
      difference: await figureTensor(differenceTensor(changed, untouched)),
    };
    const { title, firstStep, units } = caption;
    // The two, and the difference.
    return drawings.svg('differenceFigure', 3 * product(shape), () =>
      comparisonSvg({
        title,
        subtitle: traceSubtitle(trace),
        ...tensors,
        firstStep,
        ...(units && { units }),
        intervened: intervenedSteps(trace),
        image: inputFigureTensor(trace),
      }),
    );
  });
}

function cellsOf(tensors: readonly { shape: readonly number[] }[]): number {
  return tensors.reduce((sum, { shape }) => sum + product(shape), 0);
}

async function layerActivations(trace: ImageTrace, layer: number): Promise<FigureTensor[]> {
  const { recipe } = recurrentNetwork(trace.subject, 'figure');
  const { activations, drawingOrder } = cellOf(recipe);
  const drawn = drawingOrder.map(async (name) => {
    const described = activations.find((entry) => entry.name === name);
    const tensor = await trace.activation(`layers.${layer}.${name}`);
    return { ...tensor, ...(described && { range: described.range, symbol: described.symbol }) };
  });
  return Promise.all(drawn);
}

async function predictions(trace: ImageTrace) {
  const { order } = taskOf(trace.subject.network).scan;
  // The image stands beside the steps, row by row.
  if (order !== 'ROWS') throw invalidArgument('figure', 'a model that reads rows', order);
  const { subject, image } = trace;
  const trueLabel = image.example?.label ?? null;
  const { step, label } = decisionOf(await tracePredictions(trace), trueLabel);
  const probabilities = await trace.activation('head.probabilities');
  return {
    title: `${subject.title} reads ${trueLabel === null ? 'a drawing' : classWithArticle(trueLabel)}`,
    subtitle: `${traceSubtitle(trace)}; answer ${label}, decided at step ${step}`,
    image: inputFigureTensor(trace),
    probabilities: { ...probabilities, range: { least: 0, most: 1 } },
    decisionStep: step,
    trueLabel,
  };
}
