"""Gatescope's random numbers, so that a run here and one there start from equal weights and see the images in one order.

Each is a function of seed, purpose, epoch and index, by Philox4x32-10 (Salmon et al. 2011), as
src/networks/random.ts describes.
"""

import numpy as np

INITIAL_WEIGHTS, SHUFFLE = 1, 2
MULTIPLIERS = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL = 0x9E3779B9, 0xBB67AE85
ROUNDS = 10
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


def philox(blocks, epoch, key):
    """The four words of each block, [blocks, 4]."""
    counter = [blocks.astype(np.uint64), *(np.full(len(blocks), value, np.uint64) for value in (epoch, 0, 0))]
    for number in range(ROUNDS):
        keys = [np.uint64((part + number * weyl) & 0xFFFFFFFF) for part, weyl in zip(key, WEYL)]
        first, second = MULTIPLIERS[0] * counter[0], MULTIPLIERS[1] * counter[2]
        counter = [
            (second >> HALF) ^ counter[1] ^ keys[0],
            second & LOW,
            (first >> HALF) ^ counter[3] ^ keys[1],
            first & LOW,
        ]
    return np.stack(counter, axis=1)


def uniform(seed, purpose, epoch, first, count):
    """The numbers at the indices from `first` on, in [0, 1), in double precision."""
    blocks = np.arange(first // 4, (first + count + 3) // 4)
    words = philox(blocks, epoch, (seed & 0xFFFFFFFF, purpose)).reshape(-1)
    return words[first % 4 :][:count] / 2.0**32


def permutation(seed, epoch, length):
    """Fisher and Yates, from the last place to the second."""
    draws = uniform(seed, SHUFFLE, epoch, 0, length)
    order = list(range(length))
    for last in range(length - 1, 0, -1):
        chosen = int(draws[last] * (last + 1))
        order[last], order[chosen] = order[chosen], order[last]
    return np.array(order)


class StartingWeights:
    """Draws the weights of a network in the order in which Gatescope lays its parameters out."""

    def __init__(self, seed):
        self.seed = seed
        self.place = 0

    def draw(self, shape, limit):
        """Uniform within the limit, which may be one for each column."""
        count = int(np.prod(shape))
        draws = uniform(self.seed, INITIAL_WEIGHTS, 0, self.place, count).reshape(shape)
        self.place += count
        return ((2 * draws - 1) * limit).astype(np.float32)

    def skip(self, count):
        """Parameters that are not drawn."""
        self.place += count
