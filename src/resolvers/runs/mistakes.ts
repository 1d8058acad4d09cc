import { GatescopeError, type ErrorCode } from '../../errors.ts';
import type { UserError } from '../../schema/userError.ts';

/** What a user can set right by asking for something else; every other error is one of the service. */
const userCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INVALID_ARGUMENT',
  'INVALID_ID',
  'ARCHITECTURE_NOT_FOUND',
  'MODEL_NOT_FOUND',
  'RUN_NOT_FOUND',
  'DATASET_NOT_FOUND',
  'DATASET_BROKEN',
  'NAME_TAKEN',
  'RUN_FINISHED',
  'QUEUE_FULL',
  'MODEL_PROTECTED',
]);

/** Gathers the mistakes in a request, so that a user hears of all of them at once. */
export class Mistakes {
  readonly #errors: UserError[] = [];

  get userErrors(): UserError[] {
    return this.#errors;
  }

  /**
   * What `check` gives, or null when it throws a user's mistake, which is then noted.
   *
   * @param field the argument at fault where the error does not know its path
   */
  async try<T>(check: () => T | Promise<T>, field?: string): Promise<T | null> {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof GatescopeError) || !userCodes.has(error.code)) throw error;
      this.note(error, field);
      return null;
    }
  }

  /** A user's mistake that was not thrown. */
  note({ argument, message, code }: GatescopeError, field?: string): void {
    this.#errors.push({ field: field ?? argument ?? null, message, code });
  }
}
