import { Query, Resolver } from 'type-graphql';

import { Architecture } from '../../schema/models/architecture.ts';
import { architectures } from '../../zoo/architectures.ts';
import { architectureAnswer } from '../../service/records/architectureAnswer.ts';

@Resolver()
export class ArchitectureResolver {
  @Query(() => [Architecture], { description: 'The zoo’s architectures, ready to be trained.' })
  architectures(): Architecture[] {
    return architectures.map(architectureAnswer);
  }
}
