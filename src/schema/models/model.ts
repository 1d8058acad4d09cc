import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import type { CellName } from '../../networks/recipe.ts';
import { Architecture } from './architecture.ts';
import { Artifact } from '../artifact.ts';
import { connectionType, PageArguments } from '../connection.ts';
import { Cell } from '../enums.ts';
import { Evaluation } from './evaluation.ts';
import { Task } from './task.ts';
import { Node } from '../node.ts';
import { GraphQLDateTime } from '../scalars.ts';

@ObjectType({ implements: Node, description: 'A trained network.' })
export class Model extends Node {
  @Field(() => ID, { description: 'Global id: opaque, unique over all types, stable.' })
  override id!: string;

  @Field(() => String, {
    description: 'Unique short name; can be given wherever `model` is asked for.',
  })
  slug!: string;

  @Field(() => Architecture, { description: 'The form of the network.' })
  architecture!: Architecture;

  @Field(() => Task, {
    description: 'What it is trained to do, and in which order it reads an image.',
  })
  task!: Task;

  @Field(() => String, { description: 'Name of the data set it was trained on.' })
  dataset!: string;

  @Field(() => String, { description: 'SHA-256 of the data set as it was during the training.' })
  datasetSha256!: string;

  @Field(() => Int, {
    description:
      'Number of trained parameters. The statistics of batch normalization are not counted.',
  })
  parameterCount!: number;

  @Field(() => Artifact, { description: 'The weights as a file.' })
  weights!: Artifact;

  @Field(() => Evaluation, {
    nullable: true,
    description: 'How well these weights do on the whole test split.',
  })
  evaluation!: Evaluation | null;

  @Field(() => GraphQLDateTime, { description: 'When its training ended.' })
  createdAt!: Date;
}

@InputType({ description: 'Which models to list: those that match every field given.' })
export class ModelFilter {
  @Field(() => String, { nullable: true, description: 'Slug of the architecture.' })
  architecture?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the data set.' })
  dataset?: string | null;

  @Field(() => Cell, { nullable: true, description: 'The recurrent cell.' })
  cell?: CellName | null;
}

@ArgsType()
export class ModelsArguments extends PageArguments {
  @Field(() => ModelFilter, { nullable: true, description: 'Which models; all when not given.' })
  filter?: ModelFilter | null;
}

export const ModelConnection = connectionType('Model', Model);
