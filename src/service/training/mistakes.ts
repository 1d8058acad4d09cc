import { GatescopeError, type ErrorCode } from '../../errors.ts';

/** A mistake in what was asked for. */
export interface UserError {
  /** Path of the argument at fault, where there is one. */
  field: string | null;
  message: string;
  code: ErrorCode;
}

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
  'RUN_NOT_FINISHED',
  'RUN_HAS_MODEL',
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
      this.note([error], field);
      return null;
    }
  }

  /** Users' mistakes that were not thrown. */
  note(errors: readonly GatescopeError[], field?: string): void {
    for (const { argument, message, code } of errors) {
      const named =
        field === undefined || argument !== undefined ? message : `${field}: ${message}`;
      this.#errors.push({ field: argument ?? field ?? null, message: named, code });
    }
  }

  /** Whether there is a mistake in one of these arguments, so that nothing follows from it. */
  isIn(...fields: string[]): boolean {
    return this.#errors.some(({ field }) => field !== null && fields.includes(field));
  }
}
