// What a chunk needs while it runs: the saved activations of every step, cut from one workspace, and its
// images in the order in which they are read.
#pragma once
#include "kernel.h"
#include "vector.h"

namespace gatescope {
namespace {

/** An array for each step, two that even and odd steps take turns with, or one for all. */
struct Sequence {
  float* base;
  int64_t length;  // of one step
  int stepMask;    // 0 for one array, 1 for two, else all bits
  float* at(int step) const { return base + (step & stepMask) * length; }
};

struct LayerMemory {
  Sequence slots, cell, cellTanh, resetHidden, hidden;
  Sequence dropFactors, dropped;  // what is above reads this in place of hidden
  float* hiddenGradient;
  float* cellGradient;
};

/** Everything that a chunk needs, cut from one workspace. */
struct Memory {
  Sequence input;       // [row, columns]
  uint8_t* brightest;   // [step, column]: the brightest grey among the chunk's images
  Span* lit;            // [step]: the columns between the margins, which are 0 in every row
  Sequence projection;  // [row, stateStride]
  float* projectionGradient;
  LayerMemory layers[mostLayers];
  float* headInput;                       // ReLU of h, for the head that wants it
  float* head[mostHeadLayers];            // outputs [row, widestHead]
  float* headGradient[mostHeadLayers];
  float* scratch;                         // [row, paddedUnits]
};

/** Hands out aligned stretches of a workspace; without one it only counts. */
struct Cutter {
  float* base;
  int64_t used = 0;

  float* take(int64_t floats) {
    float* result = base ? base + used : nullptr;
    used += (floats + 15) / 16 * 16;
    return result;
  }
  template <class T>
  T* takeAs(int64_t count) {
    return reinterpret_cast<T*>(take((count * int64_t(sizeof(T)) + 3) / int64_t(sizeof(float))));
  }
  Sequence sequence(int64_t length, int kept) {
    const int64_t padded = (length + 15) / 16 * 16;
    return {take(padded * kept), padded, kept <= 2 ? kept - 1 : -1};
  }
};

/** @param rows the most that a chunk will have */
static int64_t cutMemory(const Plan& plan, int steps, int rows, Purpose purpose, float* workspace,
                         Memory& memory) {
  Cutter cut{workspace};
  const bool training = purpose != Purpose::Inference;
  const bool dropout = purpose == Purpose::TrainingWithDropout;
  const int kept = training || steps < 2 ? steps : 2;
  const bool lstm = plan.shape.cell == CellKind::Lstm;
  const bool resetBefore = plan.shape.cell == CellKind::GruResetBefore;
  const int64_t state = int64_t(rows) * plan.stateStride;
  const int64_t units = int64_t(rows) * plan.paddedUnits;
  memory.input = cut.sequence(int64_t(rows) * plan.shape.columns, steps);
  memory.brightest = cut.takeAs<uint8_t>(int64_t(steps) * plan.shape.columns);
  memory.lit = cut.takeAs<Span>(steps);
  if (plan.shape.inputProjection) {
    memory.projection = cut.sequence(state, kept);
    if (training) memory.projectionGradient = cut.take(units);
  }
  for (int n = 0; n < plan.shape.layers; n++) {
    LayerMemory& layer = memory.layers[n];
    layer.slots = cut.sequence(units * plan.slots.slots, kept);
    layer.cell = cut.sequence(lstm ? units : 0, kept);
    layer.cellTanh = cut.sequence(lstm ? units : 0, kept);
    layer.resetHidden = cut.sequence(resetBefore ? state : 0, kept);
    layer.hidden = cut.sequence(state, kept);
    if (!training) continue;
    if (dropout) {
      const int handedUp = n < plan.shape.layers - 1 ? kept : 1;
      layer.dropFactors = cut.sequence(units, handedUp);
      layer.dropped = cut.sequence(state, handedUp);
    }
    layer.hiddenGradient = cut.take(units);
    layer.cellGradient = cut.take(lstm ? units : 0);
  }
  memory.headInput = cut.take(plan.shape.reluFirst ? state : 0);
  for (int n = 0; n < plan.headLayers; n++) {
    memory.head[n] = cut.take(int64_t(rows) * plan.widestHead);
    if (training) memory.headGradient[n] = cut.take(int64_t(rows) * plan.widestHead);
  }
  memory.scratch = cut.take(dropout || (training && resetBefore) ? units : 0);
  return cut.used;
}

static int64_t workspaceFloats(const Plan& plan, int steps, int rows, Purpose purpose) {
  Memory memory{};
  return cutMemory(plan, steps, rows, purpose, nullptr, memory);
}

INLINE void clear(float* values, int64_t count) {
  __builtin_memset(values, 0, size_t(count) * sizeof(float));
}

/** The input values of a row of pixels. */
INLINE void bytesToLevels(const Images& images, const uint8_t* bytes, int columns, float* to) {
  if (images.threshold == 0 || columns < width) {
    UNROLL for (int c = 0; c < columns; c++) to[c] = images.levels[bytes[c]];
    return;
  }
  const Vector threshold = splat(float(images.threshold));
  const Vector low = splat(images.levels[0]), high = splat(images.levels[255]);
  const auto convert = [&](int c) {
    store(to + c, loadBytes(bytes + c) >= threshold ? high : low);
  };
  for (int c = 0; c + width <= columns; c += width) convert(c);
  if (columns % width > 0) convert(columns - width);  // overlaps the one before
}

INLINE int64_t imageOf(const Chunk& chunk, int row) {
  return chunk.indices ? chunk.indices[row] : chunk.first + row;
}

/**
 * The chunk's images, time-major and as floats: [step, row, column]. The examples of a batch lie
 * anywhere in the data set, so the memory is asked for a few images ahead.
 */
static void readImages(const Plan& plan, const Chunk& chunk, const Sequence& input) {
  const int columns = plan.shape.columns;
  const int64_t imageSize = int64_t(chunk.steps) * columns;
  for (int row = 0; row < chunk.rows; row++) {
    constexpr int ahead = 4, lineBytes = 64;
    if (chunk.indices && row + ahead < chunk.rows) {
      const uint8_t* next = chunk.images.bytes + chunk.indices[row + ahead] * imageSize;
      for (int64_t n = 0; n < imageSize; n += lineBytes) __builtin_prefetch(next + n);
    }
    for (int step = 0; step < chunk.steps; step++) {
      const int64_t from = imageOf(chunk, row) * imageSize + int64_t(step) * columns;
      float* to = input.at(step) + int64_t(row) * columns;
      if (chunk.images.bytes) {
        bytesToLevels(chunk.images, chunk.images.bytes + from, columns, to);
      } else {
        __builtin_memcpy(to, chunk.images.floats + from, size_t(columns) * sizeof(float));
      }
    }
  }
}

/** The columns of a row of pixels between the first and the last as bright as `firstLit`. */
INLINE Span litColumns(const uint8_t* pixels, int columns, int firstLit) {
  int first = 0, end = columns;
  while (first < end && pixels[first] < firstLit) first++;
  while (end > first && pixels[end - 1] < firstLit) end--;
  return {first, end - first};
}

/**
 * The columns at each step between the first and the last that is not 0 in some image of the chunk.
 * Digits have wide margins: of MNIST, 16 images at a time, half of the pixels need not be multiplied.
 */
static void findLit(const Plan& plan, const Chunk& chunk, const Memory& memory) {
  const int columns = plan.shape.columns;
  const int64_t imageSize = int64_t(chunk.steps) * columns;
  uint8_t* brightest = memory.brightest;
  __builtin_memset(brightest, chunk.images.bytes ? 0 : 255, size_t(imageSize));
  for (int row = 0; chunk.images.bytes && row < chunk.rows; row++) {
    const uint8_t* pixels = chunk.images.bytes + imageOf(chunk, row) * imageSize;
    for (int64_t n = 0; n < imageSize; n++) {
      brightest[n] = pixels[n] > brightest[n] ? pixels[n] : brightest[n];
    }
  }
  for (int step = 0; step < chunk.steps; step++) {
    memory.lit[step] = litColumns(brightest + step * columns, columns, chunk.images.firstLit);
  }
}

}  // namespace
}  // namespace gatescope
