import { expect, test } from 'vitest';

import { ValuesBudget, valuesLimits } from '../../../src/service/limits/valuesBudget.ts';

test('each form of a request has its own share, and no more', () => {
  const budget = new ValuesBudget();
  budget.spend('values', valuesLimits.values - 1);
  budget.spend('base64', valuesLimits.base64);
  budget.spend('values', 1);
  expect(() => budget.spend('values', 1)).toThrow(
    expect.objectContaining({
      code: 'QUERY_TOO_LARGE',
      message:
        'values: expected at most 1000000 numbers in a request, got 1000001 or more; get them by npyUrl',
    }) as Error,
  );
  expect(() => budget.spend('base64', 1)).toThrow('base64: expected at most 8000000 numbers');
});
