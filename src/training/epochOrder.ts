import { permutation } from '../networks/random.ts';

/** The order of the examples in each epoch; remembers the last two, which a batch may span. */
export function epochOrder(seed: number): (epoch: number, examples: number) => Int32Array {
  const remembered = new Map<number, Int32Array>();
  return (epoch, examples) => {
    const known = remembered.get(epoch);
    if (known !== undefined) return known;
    const order = permutation(seed, epoch, examples);
    remembered.set(epoch, order);
    remembered.delete(epoch - 2);
    return order;
  };
}
