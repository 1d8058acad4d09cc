import { Field, InputType, Int, ObjectType } from 'type-graphql';

import type { ScanOrder } from '../../networks/tasks/scan.ts';
import type { TaskName } from '../../networks/tasks/task.ts';
import { ScanOrders, TaskNames } from '../enums.ts';

@ObjectType({
  description: 'What a network is trained to do, and in which order it reads an image.',
})
export class Task {
  @Field(() => TaskNames, { description: 'What it is trained to do.' })
  name!: TaskName;

  @Field(() => ScanOrders, { description: 'How an image becomes a sequence.' })
  scan!: ScanOrder;

  @Field(() => Int, {
    nullable: true,
    description: 'The seed of the permutation; null unless `scan` is PERMUTED_PIXELS.',
  })
  permutationSeed!: number | null;
}

@InputType({ description: 'What to train a network to do, and in which order it reads an image.' })
export class TaskInput {
  @Field(() => TaskNames, {
    description:
      'What to train for. NEXT_PIXEL needs a recipe with the head AFFINE, and binarized pixels.',
  })
  name!: TaskName;

  @Field(() => ScanOrders, {
    nullable: true,
    description:
      'How an image becomes a sequence. When not given: ROWS for CLASSIFY, PIXELS for NEXT_PIXEL. Models of the whole image take only ROWS.',
  })
  scan?: ScanOrder | null;

  @Field(() => Int, {
    nullable: true,
    description: 'PERMUTED_PIXELS only: the seed of the permutation. When not given: 1.',
  })
  permutationSeed?: number | null;
}
