import { describe, expect, it } from 'vitest';
import { permutation, philox4x32, randomUniform, randomWords } from '../../src/networks/random.ts';

describe('philox4x32', () => {
  // The known answers that come with Random123, the authors' own implementation.
  it.each([
    {
      counter: [0, 0, 0, 0],
      key: [0, 0],
      answer: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      answer: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      answer: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ])('gives the published answer for $counter', ({ counter, key, answer }) => {
    const words = philox4x32(counter as Parameters<typeof philox4x32>[0], key as [number, number]);
    expect(words).toEqual(answer);
  });
});

describe('random numbers', () => {
  it('depend on index, epoch, purpose and seed, and not on the order of asking', () => {
    const forwards = randomWords(7, 'shuffle', 3);
    const backwards = randomWords(7, 'shuffle', 3);
    const indices = [0, 1, 2, 3, 4, 1000];
    const words = indices.map((index) => forwards(index));
    expect([...indices].reverse().map((index) => backwards(index))).toEqual([...words].reverse());
    expect(new Set(words).size).toBe(words.length);
    expect(randomWords(7, 'shuffle', 4)(0)).not.toBe(words[0]);
    expect(randomWords(7, 'initialWeights', 3)(0)).not.toBe(words[0]);
    expect(randomWords(-7, 'shuffle', 3)(0)).not.toBe(words[0]);
  });

  it('are uniform in [0, 1)', () => {
    const uniform = randomUniform(1, 'initialWeights');
    const count = 20_000;
    let sum = 0;
    let squares = 0;
    for (let index = 0; index < count; index++) {
      const value = uniform(index);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
      sum += value;
      squares += value * value;
    }
    // Five standard errors of the mean and of the mean square.
    expect(Math.abs(sum / count - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(squares / count - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / count));
  });
});

describe('permutation', () => {
  it('holds every index once, and differs by epoch and seed', () => {
    const order = permutation(1, 0, 1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, n) => n));
    expect(permutation(1, 0, 1000)).toEqual(order);
    expect(permutation(1, 1, 1000)).not.toEqual(order);
    expect(permutation(2, 0, 1000)).not.toEqual(order);
  });

  it('puts every index at every place about equally often', () => {
    const length = 5;
    const epochs = 5000;
    const counts = new Map<string, number>();
    for (let epoch = 0; epoch < epochs; epoch++) {
      permutation(3, epoch, length).forEach((value, place) => {
        const key = `${value}@${place}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      });
    }
    expect(counts.size).toBe(length * length);
    const expected = epochs / length;
    for (const count of counts.values()) {
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });
});
