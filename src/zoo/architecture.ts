import type { Recipe } from '../networks/recipe.ts';
import type { Task } from '../networks/tasks/task.ts';

/** A named recipe that can be trained without choosing anything: docs/adding-a-model.md. */
export interface Architecture {
  /** Unique, of the form [a-z0-9-]+. It is reserved for the zoo's model of this architecture. */
  slug: string;
  title: string;
  /** What it is, what it is good for, and where a reader may have met it. */
  description: string;
  /** Where it was first described, for a reader who wants to know more. */
  paper?: string;
  recipe: Recipe;
  /** What it is for and how it reads; left out where it classifies and reads rows. */
  task?: Task;
  /** The dropout of runs that ask for none; see `TrainingOptions.dropout`. */
  dropout?: number;
}
