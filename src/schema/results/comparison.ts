import { ArgsType, Field, Float, ID, Int, ObjectType } from 'type-graphql';

import { comparisonLimits, pageLimits } from '../../service/limits/requestLimits.ts';
import { Split, type SplitName } from '../enums.ts';
import { Image } from '../images/image.ts';
import { Evaluation } from '../models/evaluation.ts';
import { Model } from '../models/model.ts';

@ArgsType()
export class ComparisonArguments {
  @Field(() => [ID], {
    description: `Slugs or global ids of ${comparisonLimits.least} to ${comparisonLimits.most} different models of one data set.`,
  })
  models!: string[];

  @Field(() => Split, {
    nullable: true,
    defaultValue: Split.TEST,
    description: 'The split that the models read.',
  })
  split!: SplitName | null;
}

@ArgsType()
export class PairArguments {
  @Field(() => ID, {
    description: 'Slug or global id of one of the models compared: the first of the pair.',
  })
  model!: string;

  @Field(() => ID, { description: 'Another of them: the second of the pair.' })
  other!: string;
}

@ArgsType()
export class DisagreementArguments {
  @Field(() => Int, {
    nullable: true,
    defaultValue: comparisonLimits.defaultExamples,
    description: `How many to give at most, 0 to ${pageLimits.first}, in the order of the split.`,
  })
  first!: number | null;
}

@ObjectType({ description: 'One of the models compared.' })
export class ComparedModel {
  @Field(() => Model, { description: 'The model.' })
  model!: Model;

  @Field(() => Evaluation, { description: 'How well it does on the split.' })
  evaluation!: Evaluation;

  @Field(() => Float, {
    nullable: true,
    description:
      'Seconds from the first step of its run to the end, evaluations included, on the machine that trained it; null if not known.',
  })
  trainingSeconds!: number | null;
}

@ObjectType({ description: 'An example that one of two models gets right and the other wrong.' })
export class Disagreement {
  @Field(() => String, { description: 'Name of the data set.' })
  dataset!: string;

  @Field(() => Split, { description: 'The part of the data set.' })
  split!: SplitName;

  @Field(() => Int, { description: 'Its place in the split.' })
  index!: number;

  @Field(() => Int, { description: 'Its true class.' })
  label!: number;

  @Field(() => Int, { description: 'What the first model answers.' })
  firstAnswer!: number;

  @Field(() => Int, { description: 'What the second model answers.' })
  secondAnswer!: number;

  @Field(() => Image, { description: 'The image.' })
  image!: Image;
}

@ObjectType({ description: 'Where two models agree and where they do not.' })
export class ComparedPair {
  @Field(() => Model, { description: 'The first model.' })
  first!: Model;

  @Field(() => Model, { description: 'The second model.' })
  second!: Model;

  @Field(() => Int, { description: 'Examples that both get right.' })
  bothRight!: number;

  @Field(() => Int, { description: 'Examples that only the first gets right.' })
  onlyFirst!: number;

  @Field(() => Int, { description: 'Examples that only the second gets right.' })
  onlySecond!: number;

  @Field(() => Int, { description: 'Examples that both get wrong, whatever they answer.' })
  bothWrong!: number;

  @Field(() => [Disagreement], { description: 'Examples that only the first gets right.' })
  onlyFirstExamples!: Disagreement[];

  @Field(() => [Disagreement], { description: 'Examples that only the second gets right.' })
  onlySecondExamples!: Disagreement[];
}

@ObjectType({ description: 'Several models compared on the same examples.' })
export class Comparison {
  @Field(() => String, { description: 'Name of the data set.' })
  dataset!: string;

  @Field(() => Split, { description: 'The split that the models read.' })
  split!: SplitName;

  @Field(() => Int, { description: 'How many examples the split has.' })
  examples!: number;

  @Field(() => [ComparedModel], { description: 'The models, in the order of the request.' })
  models!: ComparedModel[];

  @Field(() => [ComparedPair], {
    description:
      'All pairs of the models, each in the order of the request. To list many examples of one pair, use `pair`.',
  })
  pairs!: ComparedPair[];

  @Field(() => ComparedPair, { description: 'Two of the models, in either order.' })
  pair!: ComparedPair;

  @Field(() => String, {
    description:
      'As Markdown: a table of the models, and a table that counts the examples that the row’s model gets right and the column’s model gets wrong.',
  })
  markdown!: string;
}
