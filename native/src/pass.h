// A chunk of rows through the whole network: in training forward over all steps, through the head and
// the loss, and back; in inference forward, with an observer after each step.
#pragma once
#include "backwardPass.h"

namespace gatescope {
namespace {

INLINE bool isStopped(const std::atomic<bool>* stop) {
  return stop->load(std::memory_order_relaxed);
}

template <class Cell>
struct Training {
  const Plan& plan;
  TrainTask& task;
  const Chunk& chunk;
  ForwardPass<Cell> forward;
  BackwardPass<Cell> backward;

  Training(const Plan& plan, TrainTask& task)
      : plan(plan), task(task), chunk(task.chunk),
        forward(plan, task.chunk, task.weights, task.transposed, task.workspace,
                task.dropout.probability > 0 ? Purpose::TrainingWithDropout : Purpose::Training),
        backward(forward, task.gradient) {
    forward.dropout = task.dropout;
  }

  /** False when stopped. */
  bool run() {
    const int segments = segmentsOf(chunk);
    for (int segment = 0; segment < segments; segment++) {
      enter(segment);
      if (!runForward(segment, true)) return false;
      if (segment + 1 < segments) leave(segment);
    }
    backward.clearStateGradients();
    if (plan.shape.task == Task::Classify) classLoss();
    for (int segment = segments - 1; segment >= 0; segment--) {
      if (segment + 1 < segments) {
        enter(segment);
        if (!runForward(segment, false)) return false;
      }
      if (!runBackward(segment)) return false;
    }
    backward.finish();
    return true;
  }

 private:
  int firstStep(int segment) const { return segment * chunk.stepsKept; }

  int endStep(int segment) const {
    const int end = firstStep(segment) + chunk.stepsKept;
    return end < chunk.steps ? end : chunk.steps;
  }

  /** Makes room for the activations of a segment, and lays the state before it in front of them. */
  void enter(int segment) {
    const int first = firstStep(segment);
    keepFrom(plan, first, forward.memory);
    if (first == 0) return;
    for (int n = 0; n < plan.shape.layers; n++) {
      const LayerMemory& own = forward.memory.layers[n];
      copyStep(own.hiddenBefore.at(segment), own.hidden, first - 1);
      copyStep(own.cellBefore.at(segment), own.cell, first - 1);
    }
  }

  /** Keeps the state after a segment for the next. */
  void leave(int segment) {
    const int last = endStep(segment) - 1;
    for (int n = 0; n < plan.shape.layers; n++) {
      const LayerMemory& own = forward.memory.layers[n];
      copyStep(own.hidden.at(last), own.hiddenBefore, segment + 1);
      copyStep(own.cell.at(last), own.cellBefore, segment + 1);
    }
  }

  static void copyStep(const float* from, const Sequence& to, int step) {
    __builtin_memcpy(to.at(step), from, size_t(to.length) * sizeof(float));
  }

  bool runForward(int segment, bool withLoss) {
    for (int step = firstStep(segment); step < endStep(segment); step++) {
      if (isStopped(task.stop)) return false;
      forward.forwardStep(step);
      if (withLoss && plan.shape.task == Task::NextPixel) pixelLossOf(step);
    }
    return true;
  }

  bool runBackward(int segment) {
    for (int step = endStep(segment) - 1; step >= firstStep(segment); step--) {
      if (isStopped(task.stop)) return false;
      if (plan.shape.task == Task::NextPixel) backward.pixelHeadBackward(step);
      backward.backwardStep(step);
    }
    return true;
  }

  void pixelLossOf(int step) {
    forward.headForward(step);
    float* delta = forward.memory.pixelDelta.at(step);
    const float* losses = forward.pixelLosses(step, task.lossScale, delta);
    for (int row = 0; row < chunk.rows; row++) task.lossSum += losses[row];
  }

  void classLoss() {
    forward.headForward(chunk.steps - 1);
    const DenseLayer& last = plan.head[plan.headLayers - 1];
    float* logits = forward.memory.head[plan.headLayers - 1];
    task.lossSum += lossAndGradient(chunk.rows, plan.shape.classes, last.kernel.columns, logits,
                                    plan.widestHead, task.labels, chunk, task.lossScale);
    backward.headBackward();
  }
};

template <class Cell>
static bool inferWith(const Plan& plan, const InferenceTask& task) {
  const Chunk& chunk = task.chunk;
  ForwardPass<Cell> pass(plan, chunk, task.weights, nullptr, task.workspace, Purpose::Inference);
  for (int step = 0; step < chunk.steps; step++) {
    if (isStopped(task.stop)) return false;
    if (task.edit) pass.editedForwardStep(step, task);
    else pass.forwardStep(step);
    if (task.headAtEveryStep || step == chunk.steps - 1) pass.headForward(step);
    if (task.pixelScores) pass.scorePixels(step, *task.pixelScores);
    if (task.observe) task.observe(task.observer, pass.stateAt(step));
  }
  return true;
}

static bool train(const Plan& plan, TrainTask& task) {
  switch (plan.shape.cell) {
    case CellKind::Lstm: return Training<Lstm>(plan, task).run();
    case CellKind::GruResetAfter: return Training<GruResetAfter>(plan, task).run();
    case CellKind::GruResetBefore: return Training<GruResetBefore>(plan, task).run();
  }
  return false;
}

static bool infer(const Plan& plan, const InferenceTask& task) {
  switch (plan.shape.cell) {
    case CellKind::Lstm: return inferWith<Lstm>(plan, task);
    case CellKind::GruResetAfter: return inferWith<GruResetAfter>(plan, task);
    case CellKind::GruResetBefore: return inferWith<GruResetBefore>(plan, task);
  }
  return false;
}

}  // namespace
}  // namespace gatescope
