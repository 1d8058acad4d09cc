import type { EngineChoice } from '../../engines/engineNames.ts';
import type { RecipeChoices } from '../../networks/recipe.ts';
import type { ScanOrder } from '../../networks/tasks/scan.ts';
import type { TaskName } from '../../networks/tasks/task.ts';
import type { TrainingOptions } from '../../networks/trainingOptions.ts';

type Optional<T> = { [K in keyof T]?: T[K] | null | undefined };

/** What to train a network for. */
export interface TaskRequest {
  name: TaskName;
  scan?: ScanOrder | null | undefined;
  permutationSeed?: number | null | undefined;
}

/** What to train and how, not yet checked: an architecture or a recipe, and defaults for all else. */
export interface RunRequest extends Optional<TrainingOptions> {
  /** Slug of an architecture. */
  architecture?: string | null | undefined;
  recipe?: RecipeChoices | null | undefined;
  /** That of the architecture where nothing is asked for. */
  task?: TaskRequest | null | undefined;
  /** Slug for the model. */
  name?: string | null | undefined;
  dataset?: string | null | undefined;
  /** A run for each of these, instead of `seed`. */
  seeds?: readonly number[] | null | undefined;
  /** What the network reads of a pixel. */
  pixels?: 'BINARIZED' | 'GREY' | null | undefined;
  binarizeThreshold?: number | null | undefined;
  engine?: EngineChoice | null | undefined;
  /** Of runs that wait, the highest goes first. */
  priority?: number | null | undefined;
}
