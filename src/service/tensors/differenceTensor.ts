import { difference } from '../../inspection/difference.ts';
import type { LazyTensor } from './lazyTensor.ts';

/** Changed minus untouched, of two tensors of the same name and shape. */
export function differenceTensor(changed: LazyTensor, untouched: LazyTensor): LazyTensor {
  return {
    ...changed,
    caption: {
      ...changed.caption,
      title: `${changed.caption.title}, changed − untouched`,
      range: null,
    },
    async read() {
      const [after, before] = await Promise.all([changed.read(), untouched.read()]);
      return difference(after, before);
    },
    reading: null,
  };
}
