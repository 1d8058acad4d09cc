import { Args, Ctx, Query, Resolver } from 'type-graphql';

import { misfit } from '../../errors.ts';
import { recurrentNetwork } from '../../inspection/recurrentNetwork.ts';
import type { ActivationDescription } from '../../networks/activations.ts';
import { activationList } from '../../networks/activationList.ts';
import { sumParts } from '../../networks/sumParts.ts';
import { ActivationName } from '../../schema/traces/activationName.ts';
import {
  ActivationNamesArguments,
  GatesArguments,
  HiddenStatesArguments,
  PredictionArguments,
  TraceArguments,
  TracesArguments,
} from '../../schema/traces/inspectionArguments.ts';
import { Tensor } from '../../schema/tensors/tensor.ts';
import { StepPrediction } from '../../schema/traces/prediction.ts';
import { Gates, Trace } from '../../schema/traces/trace.ts';
import type { Context } from '../../service/context.ts';
import { cost, lengthOf, Priced, type ArgumentValues } from '../cost.ts';
import { findModel } from '../../service/records/findModel.ts';
import type { ImageTrace } from '../../service/reading/imageTrace.ts';
import { hiddenStates, layerGates, type LazyGates } from '../../service/tensors/layerTensors.ts';
import type { LazyTensor } from '../../service/tensors/lazyTensor.ts';
import {
  checkedSelection,
  checkedStepOrRange,
  checkedSteps,
  checkLayer,
} from '../../service/reading/checkedSelection.ts';
import { readingOf } from './readingOf.ts';
import { predictionAnswers } from '../../service/reading/tracePredictions.ts';

const MOST_TRACES = 20;

@Resolver()
export class InspectionResolver {
  @Query(() => [ActivationName], {
    complexity: cost.lookUp,
    description:
      'The names of all values that can be read inside a model, in the order of computation. With `parts`, the names of the two parts of the sum inside each activation function follow. For example, `layers.0.updateGate.fromInput` is W_z·x + b_z, from the image row, and `layers.0.updateGate.fromMemory` is U_z·h₋₁, from the state before; the update gate z is σ of their sum. The memory’s part of a GRU’s candidate is r∘(U_h·h₋₁ + b_u), or U_h·(r∘h₋₁) if the GRU resets before the product. With interventions, the parts are computed from the changed states.',
  })
  async activationNames(
    @Args(() => ActivationNamesArguments) { model, parts }: ActivationNamesArguments,
    @Ctx() { services }: Context,
  ): Promise<ActivationName[]> {
    const { network } = await findModel(services.store.models, model);
    return [...activationList(network), ...(parts ? sumParts(network) : [])].map(activationName);
  }

  @Query(() => Tensor, {
    complexity: cost.forward,
    description:
      'The hidden state h of a recurrent layer after each step, as a model reads an image: [step, unit].',
  })
  async hiddenStates(
    @Args(() => HiddenStatesArguments) request: HiddenStatesArguments,
    @Ctx() { traces }: Context,
  ): Promise<LazyTensor> {
    const trace = await traces.open(
      ...readingOf({ model: request.model }, { image: request.image }),
    );
    const { layers, units } = recurrentNetwork(trace.subject, 'model').recipe;
    const layer = checkLayer(request.layer, layers);
    return hiddenStates(trace, layer, checkedSelection(request, trace.steps, units));
  }

  @Query(() => Gates, {
    complexity: cost.forward,
    description:
      'The gates, candidate and cell state of a recurrent layer, as a model reads an image: [step, unit], or [unit] if `t` is given.',
  })
  async gates(
    @Args(() => GatesArguments) request: GatesArguments,
    @Ctx() { traces }: Context,
  ): Promise<LazyGates> {
    const trace = await traces.open(
      ...readingOf({ model: request.model }, { image: request.image }),
    );
    const { layers, units } = recurrentNetwork(trace.subject, 'model').recipe;
    const layer = checkLayer(request.layer, layers);
    return layerGates(trace, layer, checkedStepOrRange(request, trace.steps, units));
  }

  @Query(() => [StepPrediction], {
    complexity: cost.forward,
    description:
      'What a model would answer after each step if that step were the last. A model that sees the whole image at once answers only at the last step.',
  })
  async predictions(
    @Args(() => PredictionArguments) { image, model, steps }: PredictionArguments,
    @Ctx() { traces }: Context,
  ): Promise<StepPrediction[]> {
    const trace = await traces.open(...readingOf({ model }, { image }));
    if (!steps) return predictionAnswers(trace);
    recurrentNetwork(trace.subject, 'steps');
    const { from, to } = checkedSteps(steps, trace.steps);
    return (await predictionAnswers(trace)).slice(from, to);
  }

  @Query(() => Trace, {
    complexity: cost.forward,
    description:
      'Everything that can be seen inside a model as it reads an image, with or without changes to its gates and states.',
  })
  trace(
    @Args(() => TraceArguments) { image, model, ...changes }: TraceArguments,
    @Ctx() { traces }: Context,
  ): Promise<ImageTrace> {
    return traces.open(...readingOf({ model }, { image, ...changes }));
  }

  @Query(() => [Trace], {
    description: `One trace for each model and image: the first model reads all images, then the second model does, and so on. The same changes, if any, apply to all. At most ${MOST_TRACES} traces.`,
  })
  @Priced({ own: (values) => cost.forward * tracesOf(values), items: tracesOf })
  async traces(
    @Args(() => TracesArguments) { images, models, ...changes }: TracesArguments,
    @Ctx() { traces }: Context,
  ): Promise<ImageTrace[]> {
    const count = images.length * models.length;
    if (count < 1 || count > MOST_TRACES) {
      const expected = `1 to ${MOST_TRACES} pairs of an image and a model`;
      const argument = models.length === 0 ? 'models' : 'images';
      throw misfit('INVALID_ARGUMENT', argument, expected, count === 0 ? 'none' : `${count}`);
    }
    const opened = models.flatMap((model) =>
      images.map((image, n) => {
        const names = { model: 'models', image: `images[${n}]` };
        return traces.open(...readingOf({ model }, { image, ...changes }, names));
      }),
    );
    return Promise.all(opened);
  }
}

function tracesOf(argument: ArgumentValues): number {
  const [images, models] = [argument('images'), argument('models')];
  return Math.min(lengthOf(images, MOST_TRACES) * lengthOf(models, MOST_TRACES), MOST_TRACES);
}

function activationName({
  name,
  axes,
  shape,
  range,
  meaning,
  symbol,
}: ActivationDescription): ActivationName {
  const bound = (value: number | undefined): number | null =>
    value !== undefined && Number.isFinite(value) ? value : null;
  return {
    name,
    axes: [...axes],
    shape: [...shape],
    least: bound(range?.least),
    most: bound(range?.most),
    symbol: symbol ?? null,
    meaning,
  };
}
