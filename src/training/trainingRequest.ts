import type { TrainingData } from '../data/trainingData.ts';
import type { Network } from '../networks/recipe.ts';
import type { TrainingOptions } from '../networks/trainingOptions.ts';
import type { ResumePoint } from './trainingEvents.ts';

export interface TrainingRequest {
  network: Network;
  data: TrainingData;
  options: TrainingOptions;
  /** Where to go on; from the start when not given. */
  resume?: ResumePoint | undefined;
  /** Whether the parameters after so many steps are wanted with their evaluation; if not given, no. */
  wantsParameters?: (step: number) => boolean;
}
