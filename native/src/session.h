// Training and inference of whole batches: rows are cut into blocks, blocks are handed to threads, and
// what they found is put together in the order of the blocks. Nothing here knows instruction sets or
// JavaScript. Arguments have been checked by the border (binding/).
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kernel.h"
#include "layout.h"
#include "threads.h"

namespace gatescope {

/** Floats from 0, on a boundary of cache lines. */
class FloatBuffer {
 public:
  explicit FloatBuffer(int64_t floats);
  ~FloatBuffer();
  FloatBuffer(FloatBuffer&& other) noexcept;
  FloatBuffer(const FloatBuffer&) = delete;
  float* data() const { return data_; }
  int64_t size() const { return size_; }

 private:
  float* data_;
  int64_t size_;
};

struct Split {
  int examples = 0;
  std::vector<uint8_t> images;  // [example, row, column]
  std::vector<uint8_t> labels;
};

/** A data set, shared by the sessions that use it. */
struct Dataset {
  int rows = 0;
  int columns = 0;
  int classes = 0;
  std::vector<float> levels;  // 256 input values
  std::vector<Split> splits;
};

/** Of a split. A classifier has one target an example, NextPixel one a pixel but for the first. */
struct Evaluation {
  int examples = 0;
  int64_t targets = 0;
  double lossSum = 0;              // over the targets
  int64_t correct = 0;
  std::vector<int32_t> confusion;  // [true, predicted]: classes, or values of a pixel
  bool stopped = false;
};

/** Threads and the kernel that runs on them. */
struct Device {
  const Kernel& kernel;
  Pool pool;
};

/** What makes of a gradient a step, but for the learning rate. */
struct OptimizerSettings {
  double beta1, beta2, epsilon;
  double weightDecay;      // 0 for none
  double clipNorm;         // the largest norm of the gradient; 0 for no limit
  double dropout;          // probability; 0 for none
  uint32_t seed;           // of dropout
};

/** Some steps one after another. */
struct TrainingSteps {
  std::vector<int32_t> indices;        // [steps, batch], in range
  std::vector<double> learningRates;   // [steps]
  int batch;
  int64_t firstStep;                   // its number, from 0
};

/** One network in training. Its calls come one after another; only `stop` may come at any time. */
class Session {
 public:
  /** @param moments the first and second, or null for zeros; both and `parameters` canonical */
  Session(std::shared_ptr<Device> device, std::shared_ptr<const Layout> layout,
          std::shared_ptr<const Dataset> data, const OptimizerSettings& settings,
          const float* parameters, const float* firstMoment, const float* secondMoment);

  /**
   * Takes a step of Adam for each batch, of the first split.
   *
   * @return the mean loss of each batch, fewer when stopped; the last is NaN when the parameters came
   *   out not finite
   */
  std::vector<float> train(const TrainingSteps& steps);
  Evaluation evaluate(int split);
  void read(float* parameters, float* firstMoment, float* secondMoment) const;

  /** Ends a running call within a step; the step it was at is not taken. */
  void stop() { stop_ = true; }
  void allow() { stop_ = false; }

  const Layout& layout() const { return *layout_; }
  const Dataset& data() const { return *data_; }

 private:
  bool gradientOf(const int32_t* indices, int batch, int64_t step, double& lossSum);
  bool trainBlock(const int32_t* indices, int batch, int64_t step, int block, int who);
  void update(int64_t step, double learningRate);
  AdamSettings adamSettings(int64_t step, double learningRate) const;
  float clippingScale(const std::vector<double>& squares) const;
  bool isFinite() const;
  Evaluation evaluateClasses(const Split& split);
  Evaluation evaluatePixels(const Split& split);
  /** Rows of a split, without saying yet which. */
  Chunk chunkOf(const Split& split, int rows) const;
  int targetsOfExample() const;

  std::shared_ptr<Device> device_;
  std::shared_ptr<const Layout> layout_;
  std::shared_ptr<const Dataset> data_;
  OptimizerSettings settings_;
  int threshold_;                         // see Images
  int firstLit_;
  Chunk largestChunk_;                    // in evaluation too, in the same workspaces
  FloatBuffer parameters_, firstMoment_, secondMoment_, transposed_;
  std::vector<FloatBuffer> gradients_;    // one a block
  std::vector<double> blockLosses_;
  std::vector<FloatBuffer> workspaces_;   // one a thread
  std::atomic<bool> stop_{false};
};

/** An activation to be recorded: where it is found at each step, and where its values go. */
struct Recording {
  enum class Source { Projection, Slot, Cell, Hidden, Head, Probabilities };
  Source source;
  int layer;       // recurrent, or of the head
  int slot;
  int size;        // units or classes
  float* values;   // [image, step, size]
};

/** Finds an activation by its canonical name; false when the network has none of that name. */
bool findActivation(const Plan& plan, const std::string& name, Recording& recording);

/**
 * A change of an activation of one layer at one step, on all images:
 * value ← kept∘value + ofSource∘source + constant, each factor [units].
 */
struct Edit {
  int layer;
  int step;
  Recording::Source place;  // Slot, Cell or Hidden
  int slot;
  int sourceSlot;           // a gate of the same layer and step, computed before
  std::vector<float> kept, ofSource, constant;
};

/**
 * Runs images and fills the recordings.
 *
 * @param parameters canonical
 * @param images [count, steps, columns]
 * @param edits carried out in this order
 */
void recordActivations(Device& device, const Layout& layout, const float* parameters,
                       const float* images, int count, int steps,
                       const std::vector<Recording>& recordings, const std::vector<Edit>& edits,
                       const std::atomic<bool>& stop);

}  // namespace gatescope
