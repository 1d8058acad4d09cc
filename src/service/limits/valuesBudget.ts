import { GatescopeError } from '../../errors.ts';

/** JSON is slow and many times the size of the numbers; base64 is a third larger. */
export const valuesLimits = { values: 1_000_000, base64: 8_000_000 } as const;
type Form = keyof typeof valuesLimits;

/** How many numbers of tensors a request may still have in each form. */
export class ValuesBudget {
  readonly #spent = { values: 0, base64: 0 };

  /** @throws GatescopeError QUERY_TOO_LARGE when this would be more than a request may have */
  spend(form: Form, count: number): void {
    this.#spent[form] += count;
    if (this.#spent[form] <= valuesLimits[form]) return;
    const expected = `at most ${valuesLimits[form]} numbers in a request`;
    throw new GatescopeError(
      'QUERY_TOO_LARGE',
      `${form}: expected ${expected}, got ${this.#spent[form]} or more; get them by npyUrl`,
      { argument: form },
    );
  }
}
