// What a chunk needs while it runs: the saved activations of every step, cut from one workspace, and its
// images in the order in which they are read.
#pragma once
#include "kernel.h"
#include "vector.h"

namespace gatescope {
namespace {

/** An array for each step from some first one on, two that even and odd steps share, or one for all. */
struct Sequence {
  float* base;
  int64_t length;  // of one step
  int stepMask;    // 0 for one array, 1 for two, else all bits
  int firstStep;   // which has the first array; 0 where arrays are shared
  float* at(int step) const { return base + ((step - firstStep) & stepMask) * length; }
};

/** What of a layer is kept for the way back, and what passes along it. */
struct LayerMemory {
  Sequence slots, cell, cellTanh, resetHidden, hidden;
  Sequence dropFactors, dropped;  // what is above reads this in place of hidden
  Sequence hiddenBefore, cellBefore;  // [segment]: the state before its first step
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
  float* logits;                          // NextPixel: of one step, [row]
  float* pixelLosses;                     // likewise
  Sequence pixelDelta;                    // likewise, of all steps: gradients in respect of the logits
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
  /** An array for each of so many steps. */
  Sequence sequence(int64_t length, int steps) {
    const int64_t padded = (length + 15) / 16 * 16;
    return {take(padded * steps), padded, -1, 0};
  }
  /** One array, or two, for all steps. */
  Sequence shared(int64_t length, int arrays) {
    Sequence result = sequence(length, arrays);
    result.stepMask = arrays - 1;
    return result;
  }
};

/**
 * The steps of a long sequence are cut into segments, and the activations of one segment are kept at a
 * time: those of the others are computed anew on the way back, from the state before their first step.
 */
static int segmentsOf(const Chunk& chunk) {
  return (chunk.steps + chunk.stepsKept - 1) / chunk.stepsKept;
}

static int64_t cutMemory(const Plan& plan, const Chunk& chunk, Purpose purpose, float* workspace,
                         Memory& memory) {
  Cutter cut{workspace};
  const bool training = purpose != Purpose::Inference;
  const bool dropout = purpose == Purpose::TrainingWithDropout;
  const bool lstm = plan.shape.cell == CellKind::Lstm;
  const bool resetBefore = plan.shape.cell == CellKind::GruResetBefore;
  const bool nextPixel = plan.shape.task == Task::NextPixel;
  const int64_t state = int64_t(chunk.rows) * plan.stateStride;
  const int64_t units = int64_t(chunk.rows) * plan.paddedUnits;
  // In training one array more than steps: the first is of the step before the segment.
  const auto kept = [&](int64_t length) {
    return training ? cut.sequence(length, chunk.stepsKept + 1) : cut.shared(length, 2);
  };
  memory.input = cut.sequence(int64_t(chunk.rows) * plan.shape.columns, chunk.stepsRead);
  memory.brightest = cut.takeAs<uint8_t>(int64_t(chunk.stepsRead) * plan.shape.columns);
  memory.lit = cut.takeAs<Span>(chunk.stepsRead);
  if (plan.shape.inputProjection) {
    memory.projection = kept(state);
    if (training) memory.projectionGradient = cut.take(units);
  }
  for (int n = 0; n < plan.shape.layers; n++) {
    LayerMemory& layer = memory.layers[n];
    layer.slots = kept(units * plan.slots.slots);
    layer.cell = kept(lstm ? units : 0);
    layer.cellTanh = kept(lstm ? units : 0);
    layer.resetHidden = kept(resetBefore ? state : 0);
    layer.hidden = kept(state);
    if (!training) continue;
    if (dropout) {
      const bool everyStep = n < plan.shape.layers - 1 || nextPixel;
      layer.dropFactors = everyStep ? kept(units) : cut.shared(units, 1);
      layer.dropped = everyStep ? kept(state) : cut.shared(state, 1);
    }
    const int segments = segmentsOf(chunk);
    layer.hiddenBefore = cut.sequence(segments > 1 ? state : 0, segments);
    layer.cellBefore = cut.sequence(segments > 1 && lstm ? units : 0, segments);
    layer.hiddenGradient = cut.take(units);
    layer.cellGradient = cut.take(lstm ? units : 0);
  }
  if (nextPixel) {
    memory.logits = cut.take(chunk.rows);
    memory.pixelLosses = cut.take(chunk.rows);
    memory.pixelDelta = cut.sequence(chunk.rows, training ? chunk.steps : 1);
  }
  memory.headInput = cut.take(plan.shape.reluFirst ? state : 0);
  for (int n = 0; n < plan.headLayers; n++) {
    memory.head[n] = cut.take(int64_t(chunk.rows) * plan.widestHead);
    if (training) memory.headGradient[n] = cut.take(int64_t(chunk.rows) * plan.widestHead);
  }
  memory.scratch = cut.take(dropout || (training && resetBefore) ? units : 0);
  return cut.used;
}

/** Has the sequences keep the steps from this one on, and the one before it. */
static void keepFrom(const Plan& plan, int firstStep, Memory& memory) {
  const auto keep = [&](Sequence& sequence) {
    if (sequence.stepMask == -1) sequence.firstStep = firstStep - 1;
  };
  keep(memory.projection);
  for (int n = 0; n < plan.shape.layers; n++) {
    LayerMemory& layer = memory.layers[n];
    Sequence* const sequences[] = {&layer.slots,       &layer.cell,   &layer.cellTanh,
                                   &layer.resetHidden, &layer.hidden, &layer.dropFactors,
                                   &layer.dropped};
    for (Sequence* sequence : sequences) keep(*sequence);
  }
}

static int64_t workspaceFloats(const Plan& plan, const Chunk& chunk, Purpose purpose) {
  Memory memory{};
  return cutMemory(plan, chunk, purpose, nullptr, memory);
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
  const int64_t imageSize = int64_t(chunk.stepsRead) * columns;
  for (int row = 0; row < chunk.rows; row++) {
    constexpr int ahead = 4, lineBytes = 64;
    if (chunk.indices && row + ahead < chunk.rows) {
      const uint8_t* next = chunk.images.bytes + chunk.indices[row + ahead] * imageSize;
      for (int64_t n = 0; n < imageSize; n += lineBytes) __builtin_prefetch(next + n);
    }
    for (int step = 0; step < chunk.stepsRead; step++) {
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
  const int64_t imageSize = int64_t(chunk.stepsRead) * columns;
  uint8_t* brightest = memory.brightest;
  __builtin_memset(brightest, chunk.images.bytes ? 0 : 255, size_t(imageSize));
  for (int row = 0; chunk.images.bytes && row < chunk.rows; row++) {
    const uint8_t* pixels = chunk.images.bytes + imageOf(chunk, row) * imageSize;
    for (int64_t n = 0; n < imageSize; n++) {
      brightest[n] = pixels[n] > brightest[n] ? pixels[n] : brightest[n];
    }
  }
  for (int step = 0; step < chunk.stepsRead; step++) {
    memory.lit[step] = litColumns(brightest + step * columns, columns, chunk.images.firstLit);
  }
}

}  // namespace
}  // namespace gatescope
