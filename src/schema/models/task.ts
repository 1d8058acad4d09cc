import { Field, InputType, Int, ObjectType } from 'type-graphql';

import type { ScanOrder } from '../../networks/tasks/scan.ts';
import type { TaskName } from '../../networks/tasks/task.ts';
import { ScanOrders, TaskNames } from '../enums.ts';

@ObjectType({ description: 'What a network is for, and how it reads an image.' })
export class Task {
  @Field(() => TaskNames, { description: 'What it is for.' })
  name!: TaskName;

  @Field(() => ScanOrders, { description: 'How an image becomes a sequence.' })
  scan!: ScanOrder;

  @Field(() => Int, {
    nullable: true,
    description: 'The seed of the permutation of PERMUTED_PIXELS; null with the others.',
  })
  permutationSeed!: number | null;
}

@InputType({ description: 'What to train a network for, and how it is to read an image.' })
export class TaskInput {
  @Field(() => TaskNames, {
    description:
      'What it is for. NEXT_PIXEL wants a recipe with the head AFFINE and binarized pixels.',
  })
  name!: TaskName;

  @Field(() => ScanOrders, {
    nullable: true,
    description:
      'How an image becomes a sequence. When not given: ROWS for CLASSIFY, PIXELS for NEXT_PIXEL. Models of the whole image take ROWS alone.',
  })
  scan?: ScanOrder | null;

  @Field(() => Int, {
    nullable: true,
    description: 'PERMUTED_PIXELS only: the seed of the permutation. When not given: 1.',
  })
  permutationSeed?: number | null;
}
