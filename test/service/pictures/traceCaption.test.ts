import { expect, test } from 'vitest';

import { classWithArticle } from '../../../src/service/pictures/traceCaption.ts';

test('a class has the article that it is read with', () => {
  expect([0, 1, 7, 8, 10, 11, 18, 80, 81, 110, 180].map(classWithArticle)).toEqual([
    ...['a 0', 'a 1', 'a 7', 'an 8', 'a 10', 'an 11', 'an 18', 'an 80', 'an 81', 'a 110', 'a 180'],
  ]);
});
