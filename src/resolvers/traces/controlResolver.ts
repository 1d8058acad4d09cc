import { FieldResolver, Resolver, Root } from 'type-graphql';

import { Control } from '../../schema/traces/control.ts';
import { controlLimits } from '../../service/limits/requestLimits.ts';
import type { ControlAnswer } from '../../service/reading/traceControl.ts';
import { Priced, type ArgumentValues } from '../cost.ts';

@Resolver(() => Control)
export class ControlResolver {
  @FieldResolver()
  @Priced({ items: (_, control) => setsOf(control) })
  sets(@Root() { sets }: ControlAnswer): ControlAnswer['sets'] {
    return sets;
  }
}

/** How many sets are to be drawn at most. */
export function setsOf(control: ArgumentValues): number {
  const count = control('count');
  return Math.min(Math.max(typeof count === 'number' ? count : 1, 1), controlLimits.sets);
}
