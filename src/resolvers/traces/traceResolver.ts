import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { Claim } from '../../inspection/claims.ts';
import { decisionOf, type Decision } from '../../inspection/decision.ts';
import { checkEachOnce } from '../../inspection/eachOnce.ts';
import { recurrentNetwork } from '../../inspection/recurrentNetwork.ts';
import { activationList } from '../../networks/activationList.ts';
import { sumParts } from '../../networks/sumParts.ts';
import { cellNames } from '../../networks/cells/cellOf.ts';
import { isRecurrent, makeRecipe, recipeLimits } from '../../networks/recipe.ts';
import { Snapshot } from '../../schema/runs/snapshot.ts';
import type { StepPrediction } from '../../schema/traces/prediction.ts';
import { LayerTrace, Trace } from '../../schema/traces/trace.ts';
import {
  ActivationsArguments,
  DifferenceFigureArguments,
  GateArguments,
  LayersArguments,
  SelectionArguments,
  UnitArguments,
} from '../../schema/traces/traceArguments.ts';
import type { ModelRecord } from '../../store/records.ts';
import type { Context } from '../../service/context.ts';
import { cost, lengthOf, Priced } from '../cost.ts';
import { setsOf } from './controlResolver.ts';
import { controlLimits } from '../../service/limits/requestLimits.ts';
import { traceControl, type ControlAnswer } from '../../service/reading/traceControl.ts';
import { ControlArguments } from '../../schema/traces/control.ts';
import { differenceTensor } from '../../service/tensors/differenceTensor.ts';
import type { ImageTrace } from '../../service/reading/imageTrace.ts';
import {
  hiddenStates,
  layerGates,
  layerTensor,
  type LazyGates,
} from '../../service/tensors/layerTensors.ts';
import type { LazyTensor } from '../../service/tensors/lazyTensor.ts';
import { namedTensor, namedTensors } from '../../service/tensors/namedTensors.ts';
import type { LazyPicture } from '../../service/pictures/lazyPicture.ts';
import {
  checkedStepOrRange,
  checkLayer,
  checkLength,
  type CheckedSelection,
  type StepOrRangeInput,
} from '../../service/reading/checkedSelection.ts';
import {
  differenceFigure,
  predictionsFigure,
  traceFigure,
  unitFigure,
} from '../../service/pictures/tracePictures.ts';
import { predictionAnswers, tracePredictions } from '../../service/reading/tracePredictions.ts';
import type { RunSnapshot } from '../../service/records/findSnapshot.ts';

/** No network that can be asked for has more. */
const MOST_ACTIVATIONS = Math.max(
  ...cellNames.map((cell) => {
    const choices = { cell, units: 1, layers: recipeLimits.layers, inputProjection: true };
    const size = { rows: 1, columns: 1, classes: 2, binarizeThreshold: null };
    const network = { recipe: makeRecipe(choices), ...size };
    return activationList(network).length + sumParts(network).length;
  }),
);

/** Parts of sums are computed beside the engine: all of one request cost as much as a pass. */
function partsCost(names: unknown): number {
  const list = [names].flat();
  return list.some((name) => /\.from(Input|Memory)$/.test(String(name))) ? cost.forward : 0;
}

/** A recurrent layer of a trace. Its fields are resolved by LayerTraceResolver. */
interface TracedLayer {
  trace: ImageTrace;
  layer: number;
}

/** `image` is a property of the trace itself. */
@Resolver(() => Trace)
export class TraceResolver {
  @FieldResolver()
  model(@Root() { subject: { source } }: ImageTrace): ModelRecord | null {
    return 'model' in source ? source.model : null;
  }

  /** Described here, not in src/schema: what leads back would close a circle of imports. */
  @FieldResolver(() => Snapshot, {
    nullable: true,
    description: 'The snapshot that read the image; null if a model did.',
  })
  snapshot(@Root() { subject: { source } }: ImageTrace): RunSnapshot | null {
    return 'snapshot' in source ? source.snapshot : null;
  }

  @FieldResolver()
  @Priced({ items: (argument) => lengthOf(argument('layers'), recipeLimits.layers) })
  layers(
    @Root() trace: ImageTrace,
    @Args(() => LayersArguments) { layers: chosen }: LayersArguments,
  ): TracedLayer[] {
    const { network } = trace.subject;
    if (!chosen && !isRecurrent(network)) return [];
    const { layers } = recurrentNetwork(trace.subject, 'layers').recipe;
    const wanted = chosen ?? Array.from({ length: layers }, (_, layer) => layer);
    checkLength('layers', wanted, layers);
    const checked = wanted.map((layer) => checkLayer(layer, layers, 'layers'));
    checkEachOnce('layers', checked);
    return checked.map((layer) => ({ trace, layer }));
  }

  @FieldResolver()
  @Priced({
    own: (argument) => 1 + partsCost(argument('names')),
    items: (argument) => lengthOf(argument('names'), MOST_ACTIVATIONS),
  })
  activations(
    @Root() trace: ImageTrace,
    @Args(() => ActivationsArguments) { names, ...selection }: ActivationsArguments,
  ): LazyTensor[] {
    return namedTensors(trace, names, selection);
  }

  @FieldResolver()
  logits(@Root() trace: ImageTrace): LazyTensor {
    return namedTensor(trace, 'head.logits', 'logits');
  }

  @FieldResolver()
  probabilities(@Root() trace: ImageTrace): LazyTensor {
    return namedTensor(trace, 'head.probabilities', 'probabilities');
  }

  @FieldResolver()
  predictions(@Root() trace: ImageTrace): Promise<StepPrediction[]> {
    return predictionAnswers(trace);
  }

  @FieldResolver()
  async decision(@Root() trace: ImageTrace): Promise<Decision> {
    return decisionOf(await tracePredictions(trace), trace.image.example?.label ?? null);
  }

  @FieldResolver({ complexity: cost.forward })
  untouched(@Root() trace: ImageTrace, @Ctx() { traces }: Context): Promise<ImageTrace> | null {
    return trace.changes === null ? null : traces.untouched(trace);
  }

  @FieldResolver()
  @Priced({
    own: (argument) => cost.forward + 2 * partsCost(argument('names')),
    items: (argument) => lengthOf(argument('names'), MOST_ACTIVATIONS),
  })
  async difference(
    @Root() trace: ImageTrace,
    @Args(() => ActivationsArguments) { names, ...selection }: ActivationsArguments,
    @Ctx() { traces }: Context,
  ): Promise<LazyTensor[] | null> {
    if (trace.changes === null) return null;
    const changed = namedTensors(trace, names, selection);
    const untouched = namedTensors(await traces.untouched(trace), names, selection);
    return changed.map((tensor, n) => differenceTensor(tensor, untouched[n] as LazyTensor));
  }

  @FieldResolver({ complexity: cost.picture })
  figure(@Root() trace: ImageTrace, @Ctx() { drawings }: Context): LazyPicture {
    return traceFigure(trace, drawings);
  }

  @FieldResolver({ complexity: cost.picture })
  predictionsFigure(@Root() trace: ImageTrace, @Ctx() { drawings }: Context): LazyPicture {
    return predictionsFigure(trace, drawings);
  }

  @FieldResolver({ complexity: cost.picture })
  unitFigure(
    @Root() trace: ImageTrace,
    @Args(() => UnitArguments) { layer, unit }: UnitArguments,
    @Ctx() { drawings }: Context,
  ): LazyPicture {
    return unitFigure(trace, layer ?? 0, unit, drawings);
  }

  @FieldResolver({ complexity: cost.picture + cost.forward })
  differenceFigure(
    @Root() trace: ImageTrace,
    @Args(() => DifferenceFigureArguments) { name, ...selection }: DifferenceFigureArguments,
    @Ctx() context: Context,
  ): Promise<LazyPicture> | null {
    return trace.changes === null ? null : differenceFigure(context, trace, name, selection);
  }

  @FieldResolver()
  @Priced({
    own: (argument) => cost.forward + setsOf(argument) * cost.controlledPass,
  })
  control(
    @Root() trace: ImageTrace,
    @Args(() => ControlArguments) { count, seed }: ControlArguments,
    @Ctx() context: Context,
  ): Promise<ControlAnswer> | null {
    if (trace.changes === null) return null;
    const request = { count: count ?? controlLimits.defaultSets, seed: seed ?? 1 };
    return traceControl(context, trace, request);
  }

  @FieldResolver({ complexity: cost.forward })
  claims(@Root() trace: ImageTrace, @Ctx() { traces }: Context): Promise<Claim[]> {
    return traces.claims(trace);
  }
}

@Resolver(() => LayerTrace)
export class LayerTraceResolver {
  @FieldResolver()
  hiddenStates(
    @Root() { trace, layer }: TracedLayer,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): LazyTensor {
    return hiddenStates(trace, layer, checkedOf(trace, selection));
  }

  @FieldResolver()
  cellStates(
    @Root() { trace, layer }: TracedLayer,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): LazyTensor | null {
    return layerTensor(trace, layer, 'cellState', checkedOf(trace, selection));
  }

  @FieldResolver()
  gates(
    @Root() { trace, layer }: TracedLayer,
    @Args(() => GateArguments) selection: GateArguments,
  ): LazyGates {
    return layerGates(trace, layer, checkedOf(trace, selection));
  }
}

function checkedOf({ steps, subject }: ImageTrace, selection: StepOrRangeInput): CheckedSelection {
  const { units } = recurrentNetwork(subject, 'layers').recipe;
  return checkedStepOrRange(selection, steps, units);
}
