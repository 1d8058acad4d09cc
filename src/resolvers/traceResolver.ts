import { Args, FieldResolver, Resolver, Root } from 'type-graphql';

import { decisionOf, type Decision } from '../inspection/decision.ts';
import {
  ActivationsArguments,
  GateArguments,
  LayerTrace,
  Trace,
  type StepPrediction,
} from '../schema/trace.ts';
import { activationTensor } from './activationTensor.ts';
import { describeActivation } from './describeActivation.ts';
import type { ImageTrace } from './imageTrace.ts';
import { hiddenStates, layerGates, type LazyGates } from './layerTensors.ts';
import type { LazyTensor } from './lazyTensor.ts';
import { checkEachOnce, checkedStep, everything } from './selection.ts';
import { tracePredictions, withShortestDecimals } from './tracePredictions.ts';

/** A recurrent layer of a trace. Its fields are resolved by LayerTraceResolver. */
interface TracedLayer {
  trace: ImageTrace;
  layer: number;
}

/** `image` and `model` are properties of the trace itself. */
@Resolver(() => Trace)
export class TraceResolver {
  @FieldResolver()
  layers(@Root() trace: ImageTrace): TracedLayer[] {
    const { layers } = trace.model.network.recipe;
    return Array.from({ length: layers }, (_, layer) => ({ trace, layer }));
  }

  @FieldResolver()
  activations(
    @Root() trace: ImageTrace,
    @Args(() => ActivationsArguments) { names }: ActivationsArguments,
  ): LazyTensor[] {
    checkEachOnce('names', names);
    return names.map((name) => activationTensor(trace, describeActivation(trace, name, 'names')));
  }

  @FieldResolver()
  async predictions(@Root() trace: ImageTrace): Promise<StepPrediction[]> {
    return (await tracePredictions(trace)).map(withShortestDecimals);
  }

  @FieldResolver()
  async decision(@Root() trace: ImageTrace): Promise<Decision> {
    return decisionOf(await tracePredictions(trace), trace.image.example?.label ?? null);
  }
}

@Resolver(() => LayerTrace)
export class LayerTraceResolver {
  @FieldResolver()
  hiddenStates(@Root() { trace, layer }: TracedLayer): LazyTensor {
    return hiddenStates(trace, layer, everything);
  }

  @FieldResolver()
  gates(
    @Root() { trace, layer }: TracedLayer,
    @Args(() => GateArguments) { t }: GateArguments,
  ): LazyGates {
    return layerGates(trace, layer, checkedStep(t, trace.image.rows));
  }
}
