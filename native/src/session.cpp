#include "session.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <new>

namespace gatescope {

namespace {

/**
 * A batch is cut into blocks of about this many rows, each with a gradient of its own. Their number
 * depends on the batch and the network, never on the threads: it determines the order of summation.
 */
constexpr int rowsOfBlock = 32;
constexpr int mostBlocks = 16;
/** Gradients of all blocks together, in floats, where the network is large. */
constexpr int64_t mostGradientFloats = int64_t(1) << 26;
/** Workspaces of all threads together, in floats: what is kept of a sequence is cut to fit. */
constexpr int64_t mostWorkspaceFloats = int64_t(1) << 26;
/** Rows that are run at once: so few that what a step back needs is in the second cache of a core. */
constexpr int rowsOfChunk = 16;
/** What is kept begins where the gradient of the weights is taken, see backwardPass.h. */
constexpr int leastStepsKept = 4;

constexpr std::align_val_t cacheLine{64};

int blocksOf(int batch, int64_t parameterFloats) {
  const int64_t affordable = std::max<int64_t>(2, mostGradientFloats / parameterFloats);
  const int wanted = std::min((batch + rowsOfBlock - 1) / rowsOfBlock, mostBlocks);
  return int(std::min<int64_t>(wanted, affordable));
}

/** Where part `index` of `parts` begins, of `count` things cut as evenly as can be. */
int partBegin(int count, int parts, int index) { return int(int64_t(count) * index / parts); }

int partsOf(int count, int most) { return (count + most - 1) / most; }

/** The grey at which the levels rise from one value to another, where they do so once; else 0. */
int thresholdOf(const std::vector<float>& levels) {
  const auto differs = [](float a, float b) { return a != b; };
  const auto change = std::adjacent_find(levels.begin(), levels.end(), differs);
  if (change == levels.end()) return 0;
  const auto next = std::adjacent_find(change + 1, levels.end(), differs);
  return next == levels.end() ? int(change + 1 - levels.begin()) : 0;
}

/** The first grey whose input is not 0: those below it have 0, all of them. */
int firstLitOf(const std::vector<float>& levels) {
  const auto isLit = [](float level) { return level != 0; };
  return int(std::find_if(levels.begin(), levels.end(), isLit) - levels.begin());
}

Purpose purposeOf(const OptimizerSettings& settings) {
  return settings.dropout > 0 ? Purpose::TrainingWithDropout : Purpose::Training;
}

/**
 * The most rows that are run at once, without saying which. Of their steps all are kept where that
 * fits, else the most that do, in segments of about one length; results do not depend on it, so it may
 * depend on the number of threads.
 */
Chunk largestChunk(const Device& device, const Plan& plan, int steps, Purpose purpose) {
  Chunk chunk{};
  chunk.rows = rowsOfChunk;
  chunk.stepsRead = steps;
  // After the last pixel there is none to be predicted.
  chunk.steps = steps - (plan.shape.task == Task::NextPixel ? 1 : 0);
  chunk.stepsKept = chunk.steps;
  const int64_t affordable = mostWorkspaceFloats / device.pool.threads();
  // Beyond as many segments as steps in each, the states between them take more than is saved.
  for (int segments = 2; segments <= chunk.stepsKept; segments++) {
    if (device.kernel.workspaceFloats(plan, chunk, purpose) <= affordable) break;
    chunk.stepsKept = partsOf(partsOf(chunk.steps, segments), leastStepsKept) * leastStepsKept;
  }
  return chunk;
}

std::vector<FloatBuffer> workspacesFor(const Device& device, const Plan& plan, const Chunk& chunk,
                                       Purpose purpose) {
  std::vector<FloatBuffer> workspaces;
  const int64_t floats = device.kernel.workspaceFloats(plan, chunk, purpose);
  for (int n = 0; n < device.pool.threads(); n++) workspaces.emplace_back(floats);
  return workspaces;
}

}  // namespace

FloatBuffer::FloatBuffer(int64_t floats)
    : data_(static_cast<float*>(operator new(size_t(floats) * sizeof(float), cacheLine))),
      size_(floats) {
  std::memset(data_, 0, size_t(floats) * sizeof(float));
}

FloatBuffer::FloatBuffer(FloatBuffer&& other) noexcept : data_(other.data_), size_(other.size_) {
  other.data_ = nullptr;
}

FloatBuffer::~FloatBuffer() { operator delete(data_, cacheLine); }

Session::Session(std::shared_ptr<Device> device, std::shared_ptr<const Layout> layout,
                 std::shared_ptr<const Dataset> data, const OptimizerSettings& settings,
                 const float* parameters, const float* firstMoment, const float* secondMoment)
    : device_(std::move(device)),
      layout_(std::move(layout)),
      data_(std::move(data)),
      settings_(settings),
      threshold_(thresholdOf(data_->levels)),
      firstLit_(firstLitOf(data_->levels)),
      largestChunk_(largestChunk(*device_, layout_->plan(), data_->rows, purposeOf(settings))),
      parameters_(layout_->plan().parameterFloats),
      firstMoment_(layout_->plan().parameterFloats),
      secondMoment_(layout_->plan().parameterFloats),
      transposed_(layout_->plan().transposedFloats),
      workspaces_(workspacesFor(*device_, layout_->plan(), largestChunk_, purposeOf(settings))) {
  layout_->pack(parameters, parameters_.data());
  if (firstMoment) layout_->pack(firstMoment, firstMoment_.data());
  if (secondMoment) layout_->pack(secondMoment, secondMoment_.data());
  for (const Piece& piece : layout_->pieces()) {
    device_->kernel.transpose(piece, parameters_.data(), transposed_.data());
  }
}

std::vector<float> Session::train(const TrainingSteps& steps) {
  const FlushToZero flush;
  std::vector<float> losses;
  for (size_t n = 0; n < steps.learningRates.size(); n++) {
    const int32_t* indices = steps.indices.data() + n * size_t(steps.batch);
    const int64_t step = steps.firstStep + int64_t(n);
    double lossSum = 0;
    if (!gradientOf(indices, steps.batch, step, lossSum)) break;
    update(step, steps.learningRates[n]);
    losses.push_back(float(lossSum / steps.batch / targetsOfExample()));
  }
  if (!losses.empty() && !isFinite()) losses.back() = std::numeric_limits<float>::quiet_NaN();
  return losses;
}

/** False when it was stopped; then nothing has changed but the buffers of the gradient. */
bool Session::gradientOf(const int32_t* indices, int batch, int64_t step, double& lossSum) {
  const int blocks = blocksOf(batch, layout_->plan().parameterFloats);
  while (int(gradients_.size()) < blocks) gradients_.emplace_back(layout_->plan().parameterFloats);
  blockLosses_.assign(size_t(blocks), 0.0);
  std::atomic<bool> complete{true};
  device_->pool.run(blocks, [&](int block, int who) {
    if (!trainBlock(indices, batch, step, block, who)) complete = false;
  });
  for (const double loss : blockLosses_) lossSum += loss;
  return complete;
}

bool Session::trainBlock(const int32_t* indices, int batch, int64_t step, int block, int who) {
  const Plan& plan = layout_->plan();
  const Split& split = data_->splits[0];
  float* gradient = gradients_[size_t(block)].data();
  std::memset(gradient, 0, size_t(plan.parameterFloats) * sizeof(float));
  const int blocks = int(blockLosses_.size());
  const int end = partBegin(batch, blocks, block + 1);
  for (int row = partBegin(batch, blocks, block); row < end; row += rowsOfChunk) {
    TrainTask task{};
    task.chunk = chunkOf(split, std::min(rowsOfChunk, end - row));
    task.chunk.indices = indices + row;
    task.chunk.firstInBatch = row;
    task.labels = split.labels.data();
    task.lossScale = 1.0f / (float(batch) * float(targetsOfExample()));
    task.weights = parameters_.data();
    task.transposed = transposed_.data();
    task.gradient = gradient;
    task.workspace = workspaces_[size_t(who)].data();
    task.stop = &stop_;
    task.dropout = {settings_.dropout, settings_.seed, uint32_t(step)};
    if (!device_->kernel.train(plan, task)) return false;
    blockLosses_[size_t(block)] += task.lossSum;
  }
  return true;
}

AdamSettings Session::adamSettings(int64_t step, double learningRate) const {
  const auto& [beta1, beta2, epsilon, weightDecay, clipNorm, dropout, seed] = settings_;
  const double correction1 = 1 - std::pow(beta1, double(step + 1));
  const double correction2 = 1 - std::pow(beta2, double(step + 1));
  AdamSettings adam{};
  adam.beta1 = float(beta1);
  adam.beta2 = float(beta2);
  adam.share1 = float(1 - beta1);
  adam.share2 = float(1 - beta2);
  // Anything smaller counts as zero, and 0 / 0 would follow where a gradient is 0.
  adam.epsilon = std::max(float(epsilon), std::numeric_limits<float>::min());
  adam.stepSize = float(learningRate / correction1);
  adam.inverseCorrection2 = float(1 / correction2);
  adam.gradientScale = 1;
  adam.kept = float(1 - learningRate * weightDecay);
  return adam;
}

void Session::update(int64_t step, double learningRate) {
  AdamSettings settings = adamSettings(step, learningRate);
  std::vector<float*> gradients;
  for (size_t n = 0; n < blockLosses_.size(); n++) gradients.push_back(gradients_[n].data());
  const std::vector<Piece>& pieces = layout_->pieces();
  const Kernel& kernel = device_->kernel;
  std::vector<double> squares(pieces.size());
  const auto sum = [&](int task, int) {
    const size_t n = size_t(task);
    squares[n] = kernel.sumGradients(pieces[n], gradients.data(), int(gradients.size()));
  };
  const auto apply = [&](int task, int) {
    const Piece& piece = pieces[size_t(task)];
    kernel.adam(piece, settings, gradients[0], parameters_.data(), firstMoment_.data(),
                secondMoment_.data());
    kernel.transpose(piece, parameters_.data(), transposed_.data());
  };
  // Only clipping must know the whole gradient before any of it is used.
  if (settings_.clipNorm > 0) {
    device_->pool.run(int(pieces.size()), sum);
    settings.gradientScale = clippingScale(squares);
    device_->pool.run(int(pieces.size()), apply);
  } else {
    device_->pool.run(int(pieces.size()), [&](int task, int who) {
      sum(task, who);
      apply(task, who);
    });
  }
}

float Session::clippingScale(const std::vector<double>& squares) const {
  double total = 0;
  for (const double square : squares) total += square;
  const double norm = std::sqrt(total);
  return norm > settings_.clipNorm ? float(settings_.clipNorm / norm) : 1.0f;
}

int Session::targetsOfExample() const {
  return layout_->plan().shape.task == Task::NextPixel ? largestChunk_.steps : 1;
}

Chunk Session::chunkOf(const Split& split, int rows) const {
  Chunk chunk = largestChunk_;
  chunk.images.bytes = split.images.data();
  chunk.images.levels = data_->levels.data();
  chunk.images.threshold = threshold_;
  chunk.images.firstLit = firstLit_;
  chunk.rows = rows;
  return chunk;
}

bool Session::isFinite() const {
  const float* values = parameters_.data();
  return std::all_of(values, values + parameters_.size(), [](float x) { return std::isfinite(x); });
}

Evaluation Session::evaluate(int splitIndex) {
  const FlushToZero flush;
  const Split& split = data_->splits[size_t(splitIndex)];
  const bool nextPixel = layout_->plan().shape.task == Task::NextPixel;
  Evaluation result = nextPixel ? evaluatePixels(split) : evaluateClasses(split);
  result.stopped = stop_;
  result.examples = split.examples;
  result.targets = int64_t(split.examples) * targetsOfExample();
  // Weights of pixels that are always 0 are not read, so they might not show by themselves.
  if (!isFinite()) result.lossSum = std::numeric_limits<double>::quiet_NaN();
  return result;
}

Evaluation Session::evaluatePixels(const Split& split) {
  const int parts = partsOf(split.examples, rowsOfChunk);
  std::vector<PixelScores> scores(static_cast<size_t>(parts));
  device_->pool.run(parts, [&](int part, int who) {
    const int first = part * rowsOfChunk;
    InferenceTask task{};
    task.chunk = chunkOf(split, std::min(rowsOfChunk, split.examples - first));
    task.chunk.first = first;
    task.weights = parameters_.data();
    task.workspace = workspaces_[size_t(who)].data();
    task.stop = &stop_;
    task.headAtEveryStep = true;
    task.pixelScores = &scores[size_t(part)];
    device_->kernel.infer(layout_->plan(), task);
  });
  Evaluation result;
  result.confusion.assign(4, 0);
  for (const PixelScores& score : scores) {
    result.lossSum += score.lossSum;
    for (size_t n = 0; n < 4; n++) result.confusion[n] += score.confusion[n];
  }
  result.correct = int64_t(result.confusion[0]) + result.confusion[3];
  return result;
}

Evaluation Session::evaluateClasses(const Split& split) {
  const Plan& plan = layout_->plan();
  std::vector<float> losses(size_t(split.examples));
  std::vector<int32_t> predicted(size_t(split.examples));
  struct Judged {
    const Session& session;
    int lastStep;
    const uint8_t* labels;
    float* losses;
    int32_t* predicted;
  };
  const auto judgeLastStep = [](void* observer, const StepState& state) {
    const auto& judged = *static_cast<Judged*>(observer);
    if (state.step < judged.lastStep) return;
    const Plan& plan = judged.session.layout_->plan();
    judged.session.device_->kernel.judge(plan, state.rows, state.head[plan.headLayers - 1],
                                         judged.labels, judged.losses, judged.predicted);
  };
  device_->pool.run(partsOf(split.examples, rowsOfChunk), [&](int part, int who) {
    const int first = part * rowsOfChunk;
    Judged judged{*this, data_->rows - 1, split.labels.data() + first, losses.data() + first,
                  predicted.data() + first};
    InferenceTask task{};
    task.chunk = chunkOf(split, std::min(rowsOfChunk, split.examples - first));
    task.chunk.first = first;
    task.weights = parameters_.data();
    task.workspace = workspaces_[size_t(who)].data();
    task.stop = &stop_;
    task.observe = judgeLastStep;
    task.observer = &judged;
    device_->kernel.infer(plan, task);
  });

  Evaluation result;
  result.confusion.assign(size_t(plan.shape.classes) * size_t(plan.shape.classes), 0);
  for (size_t n = 0; n < losses.size(); n++) {
    const int label = split.labels[n];
    result.lossSum += losses[n];
    result.correct += predicted[n] == label;
    result.confusion[size_t(label * plan.shape.classes + predicted[n])] += 1;
  }
  return result;
}

void Session::read(float* parameters, float* firstMoment, float* secondMoment) const {
  if (parameters) layout_->unpack(parameters_.data(), parameters);
  if (firstMoment) layout_->unpack(firstMoment_.data(), firstMoment);
  if (secondMoment) layout_->unpack(secondMoment_.data(), secondMoment);
}

}  // namespace gatescope
