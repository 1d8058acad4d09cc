import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { exampleImage, type InputImage } from '../../data/inputImage.ts';
import { Split } from '../../schema/enums.ts';
import {
  ComparedModel,
  ComparedPair,
  Comparison,
  ComparisonArguments,
  Disagreement,
  DisagreementArguments,
  PairArguments,
} from '../../schema/results/comparison.ts';
import type { EvaluationRecord, ModelRecord } from '../../store/records.ts';
import { pageRequest } from '../connectionAnswer.ts';
import type { Context } from '../../service/context.ts';
import { comparisonLimits } from '../../service/limits/requestLimits.ts';
import { lengthOf, Priced, splitCost, type ArgumentValues } from '../cost.ts';
import {
  allPairs,
  chosenPair,
  disagreements,
  type ComparedPairAnswer,
  type DisagreementAnswer,
} from '../../service/results/comparedPairs.ts';
import {
  compare,
  type ComparedModelAnswer,
  type ComparisonAnswer,
} from '../../service/results/comparison.ts';
import { comparisonMarkdown } from '../../service/results/comparisonMarkdown.ts';

function modelsOf(comparison: ArgumentValues): number {
  return lengthOf(comparison('models'), comparisonLimits.most);
}

@Resolver(() => Comparison)
export class ComparisonResolver {
  @Query(() => Comparison, {
    description:
      'Several models compared on every example of a split: how well each does, and on which examples they disagree. The first comparison with a model takes seconds; its answers are then kept for a while.',
  })
  @Priced({
    own: (argument) => splitCost(argument('split')) * modelsOf(argument),
  })
  comparison(
    @Args(() => ComparisonArguments) { models, split }: ComparisonArguments,
    @Ctx() context: Context,
  ): Promise<ComparisonAnswer> {
    return compare(context, models, split ?? Split.TEST);
  }

  @FieldResolver()
  dataset(@Root() { source }: ComparisonAnswer): string {
    return source.name;
  }

  @FieldResolver()
  examples(@Root() { source, split }: ComparisonAnswer): number {
    return source.splits[split].examples;
  }

  @FieldResolver()
  @Priced({ items: (_, comparison) => modelsOf(comparison) })
  models(@Root() { models }: ComparisonAnswer): ComparedModelAnswer[] {
    return models;
  }

  @FieldResolver()
  @Priced({ items: (_, comparison) => (modelsOf(comparison) * (modelsOf(comparison) - 1)) / 2 })
  pairs(@Root() comparison: ComparisonAnswer): ComparedPairAnswer[] {
    return allPairs(comparison);
  }

  @FieldResolver()
  pair(
    @Root() comparison: ComparisonAnswer,
    @Args(() => PairArguments) names: PairArguments,
  ): ComparedPairAnswer {
    return chosenPair(comparison, names);
  }

  @FieldResolver()
  markdown(@Root() comparison: ComparisonAnswer): string {
    return comparisonMarkdown(comparison);
  }
}

@Resolver(() => ComparedModel)
export class ComparedModelResolver {
  @FieldResolver()
  evaluation(@Root() { predictions }: ComparedModelAnswer): EvaluationRecord {
    return predictions;
  }
}

@Resolver(() => ComparedPair)
export class ComparedPairResolver {
  @FieldResolver()
  first(@Root() { first }: ComparedPairAnswer): ModelRecord {
    return first.model;
  }

  @FieldResolver()
  second(@Root() { second }: ComparedPairAnswer): ModelRecord {
    return second.model;
  }

  @FieldResolver()
  onlyFirst(@Root() { onlyFirst }: ComparedPairAnswer): number {
    return onlyFirst.length;
  }

  @FieldResolver()
  onlySecond(@Root() { onlySecond }: ComparedPairAnswer): number {
    return onlySecond.length;
  }

  @FieldResolver()
  onlyFirstExamples(
    @Root() pair: ComparedPairAnswer,
    @Args(() => DisagreementArguments) page: DisagreementArguments,
  ): DisagreementAnswer[] {
    return firstOf(pair, pair.onlyFirst, page);
  }

  @FieldResolver()
  onlySecondExamples(
    @Root() pair: ComparedPairAnswer,
    @Args(() => DisagreementArguments) page: DisagreementArguments,
  ): DisagreementAnswer[] {
    return firstOf(pair, pair.onlySecond, page);
  }
}

/** @throws GatescopeError INVALID_ARGUMENT, naming `first` */
function firstOf(
  pair: ComparedPairAnswer,
  indices: readonly number[],
  page: DisagreementArguments,
): DisagreementAnswer[] {
  const { first } = pageRequest({ first: page.first ?? comparisonLimits.defaultExamples });
  return disagreements(pair, indices.slice(0, first));
}

@Resolver(() => Disagreement)
export class DisagreementResolver {
  @FieldResolver()
  dataset(@Root() { source }: DisagreementAnswer): string {
    return source.name;
  }

  @FieldResolver()
  image(@Root() { source, split, index }: DisagreementAnswer): InputImage {
    return exampleImage(source, split, index, 'index');
  }
}
