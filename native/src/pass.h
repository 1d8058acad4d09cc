// A chunk of rows through the whole network: in training forward over all steps, through the head and
// the loss, and back; in inference forward, with an observer after each step.
#pragma once
#include "backwardPass.h"

namespace gatescope {
namespace {

template <class Cell>
static bool trainWith(const Plan& plan, TrainTask& task) {
  const Chunk& chunk = task.chunk;
  const bool dropout = task.dropout.probability > 0;
  ForwardPass<Cell> pass(plan, chunk, task.weights, task.transposed, task.workspace,
                         dropout ? Purpose::TrainingWithDropout : Purpose::Training);
  pass.dropout = task.dropout;
  const auto stopped = [&] { return task.stop->load(std::memory_order_relaxed); };
  for (int step = 0; step < chunk.steps; step++) {
    if (stopped()) return false;
    pass.forwardStep(step);
  }
  pass.headForward(chunk.steps - 1);
  const DenseLayer& last = plan.head[plan.headLayers - 1];
  task.lossSum += lossAndGradient(chunk.rows, plan.shape.classes, last.kernel.columns,
                                  pass.memory.head[plan.headLayers - 1], plan.widestHead, task.labels,
                                  chunk, task.lossScale);
  BackwardPass<Cell> back(pass, task.gradient);
  back.clearStateGradients();
  back.headBackward();
  for (int step = chunk.steps - 1; step >= 0; step--) {
    if (stopped()) return false;
    back.backwardStep(step);
  }
  return true;
}

template <class Cell>
static bool inferWith(const Plan& plan, const InferenceTask& task) {
  const Chunk& chunk = task.chunk;
  ForwardPass<Cell> pass(plan, chunk, task.weights, nullptr, task.workspace, Purpose::Inference);
  for (int step = 0; step < chunk.steps; step++) {
    if (task.stop->load(std::memory_order_relaxed)) return false;
    if (task.edit) pass.editedForwardStep(step, task);
    else pass.forwardStep(step);
    if (task.headAtEveryStep || step == chunk.steps - 1) pass.headForward(step);
    task.observe(task.observer, pass.stateAt(step));
  }
  return true;
}

static bool train(const Plan& plan, TrainTask& task) {
  switch (plan.shape.cell) {
    case CellKind::Lstm: return trainWith<Lstm>(plan, task);
    case CellKind::GruResetAfter: return trainWith<GruResetAfter>(plan, task);
    case CellKind::GruResetBefore: return trainWith<GruResetBefore>(plan, task);
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
