/** How two models stand to each other on the same examples. */
export interface Agreement {
  bothRight: number;
  bothWrong: number;
  /** Places in the split of the examples that one gets right and the other wrong, in order. */
  onlyFirst: number[];
  onlySecond: number[];
}

/** @param trueLabels, first and second: the true class and both answers, [examples] each */
export function agreement(
  trueLabels: Uint8Array,
  first: Uint8Array,
  second: Uint8Array,
): Agreement {
  const found: Agreement = { bothRight: 0, bothWrong: 0, onlyFirst: [], onlySecond: [] };
  trueLabels.forEach((label, index) => {
    const firstRight = first[index] === label;
    const secondRight = second[index] === label;
    if (firstRight && secondRight) found.bothRight++;
    else if (firstRight) found.onlyFirst.push(index);
    else if (secondRight) found.onlySecond.push(index);
    else found.bothWrong++;
  });
  return found;
}
