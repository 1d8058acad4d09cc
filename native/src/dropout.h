// Which hidden values dropout zeroes: random numbers that are a function of what they are for, so that
// a resumed run draws the same, and any other engine can. The function is Philox4x32-10 (Salmon et al.
// 2011), as in src/networks/random.ts, under the key (seed, purpose).
#pragma once
#include "kernel.h"
#include "vector.h"

namespace gatescope {
namespace {

constexpr uint32_t dropoutPurpose = 3;

struct FourWords {
  uint32_t words[4];
};

INLINE FourWords philox(FourWords counter, uint32_t key0, uint32_t key1) {
  uint32_t* c = counter.words;
  for (int round = 0; round < 10; round++) {
    const uint64_t product0 = uint64_t(0xd2511f53) * c[0];
    const uint64_t product1 = uint64_t(0xcd9e8d57) * c[2];
    const FourWords next{{uint32_t(product1 >> 32) ^ c[1] ^ key0, uint32_t(product1),
                          uint32_t(product0 >> 32) ^ c[3] ^ key1, uint32_t(product0)}};
    counter = next;
    key0 += 0x9e3779b9;
    key1 += 0xbb67ae85;
  }
  return counter;
}

/**
 * Factors [row, paddedUnits] of one layer at one step: 0 with the probability, else what keeps the
 * mean, and 0 in the padding, where gradients must stay 0. Word n & 3 of block n >> 2 is for value
 * n = row · units + unit; the counter's other words are the training step, the time step and the layer.
 */
static void dropoutFactors(const Plan& plan, const Chunk& chunk, const Dropout& dropout, int layer,
                           int step, float* factors) {
  const int units = plan.shape.units;
  const auto kept = float(1 / (1 - dropout.probability));
  const auto threshold = uint32_t(dropout.probability * 4294967296.0);
  uint32_t block = 0;
  FourWords words = philox({{0, dropout.trainingStep, uint32_t(step), uint32_t(layer)}},
                           dropout.seed, dropoutPurpose);
  for (int row = 0; row < chunk.rows; row++) {
    float* own = factors + int64_t(row) * plan.paddedUnits;
    for (int unit = 0; unit < units; unit++) {
      const uint32_t n = uint32_t(chunk.firstInBatch + row) * uint32_t(units) + uint32_t(unit);
      if (n >> 2 != block) {
        block = n >> 2;
        words = philox({{block, dropout.trainingStep, uint32_t(step), uint32_t(layer)}},
                       dropout.seed, dropoutPurpose);
      }
      const bool dropped = words.words[n & 3] < threshold;
      own[unit] = dropped ? 0.0f : kept;
    }
    for (int unit = units; unit < plan.paddedUnits; unit++) own[unit] = 0.0f;
  }
}

}  // namespace
}  // namespace gatescope
