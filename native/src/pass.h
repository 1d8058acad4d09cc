// A chunk of rows through the whole network: forward over all steps, through the head and the loss,
// and back over all steps. A chunk is small, so that its state stays in the caches of its core; the
// layers run in lockstep, step by step, so that what one writes the next reads while it is near.
//
// The gradient of the weights is taken every few steps, while the gradients of the sums are in the cache.
// Pixels need no gradient, and the zero state before the first step no products.
#pragma once
#include "cells.h"
#include "dropout.h"
#include "head.h"
#include "memory.h"
#include "pieces.h"

namespace gatescope {
namespace {

/** So many steps are taken together into the gradient of the weights: it is read and written once. */
constexpr int stepsTogether = 4;

template <class Cell>
struct Pass {
  const Plan& plan;
  const Chunk& chunk;
  const float* weights;
  const float* transposed;
  int capacity;
  Memory memory;
  Dropout dropout{};

  Pass(const Plan& plan, const Chunk& chunk, const float* weights, const float* transposed,
       float* workspace, Purpose purpose)
      : plan(plan), chunk(chunk), weights(weights), transposed(transposed), capacity(chunk.rows),
        memory{} {
    cutMemory(plan, chunk.steps, chunk.rows, purpose, workspace, memory);
    readImages(plan, chunk, memory.input);
    findLit(plan, chunk, memory);
  }

  StepView viewOf(int layer, int step) const {
    const LayerMemory& own = memory.layers[layer];
    const bool first = step == 0;
    StepView view;
    view.rows = chunk.rows;
    view.capacity = capacity;
    view.inputs = inputsOf(layer, step);
    view.input = inputOf(layer, step) + view.inputs.first;
    view.inputStride = inputStride(layer);
    view.hiddenOld = first ? nullptr : own.hidden.at(step - 1);
    view.hidden = own.hidden.at(step);
    view.slots = own.slots.at(step);
    view.cellOld = first ? nullptr : own.cell.at(step - 1);
    view.cell = own.cell.at(step);
    view.cellTanh = own.cellTanh.at(step);
    view.resetHidden = own.resetHidden.at(step);
    return view;
  }

  const float* inputOf(int layer, int step) const {
    if (layer > 0) return handedUp(layer - 1, step);
    return plan.shape.inputProjection ? memory.projection.at(step) : memory.input.at(step);
  }

  /** The columns of its input that a layer reads: of pixels, those between the margins. */
  Span inputsOf(int layer, int step) const {
    const bool pixels = layer == 0 && !plan.shape.inputProjection;
    return pixels ? memory.lit[step] : Span{0, plan.layers[layer].inputs};
  }

  /** The hidden state of a layer as what is above it reads it. */
  const float* handedUp(int layer, int step) const {
    const LayerMemory& own = memory.layers[layer];
    return dropout.probability > 0 ? own.dropped.at(step) : own.hidden.at(step);
  }

  /** Of the top layer, the head reads the last step alone in training. */
  bool isHandedUp(int layer, int step) const {
    return layer < plan.shape.layers - 1 || step == chunk.steps - 1;
  }

  int64_t inputStride(int layer) const {
    return layer > 0 || plan.shape.inputProjection ? plan.stateStride : plan.shape.columns;
  }

  LayerView layerView(int layer) const { return {plan, plan.layers[layer], weights, transposed}; }

  void projectInput(int step) {
    if (!plan.shape.inputProjection) return;
    denseForward(plan.projection, weights, chunk.rows, memory.input.at(step), plan.shape.columns,
                 memory.projection.at(step), plan.stateStride);
  }

  void forwardStep(int step) {
    projectInput(step);
    for (int n = 0; n < plan.shape.layers; n++) {
      Cell::forward(layerView(n), viewOf(n, step));
      if (dropout.probability > 0 && isHandedUp(n, step)) dropHidden(n, step);
    }
  }

  void dropHidden(int n, int step) {
    const LayerMemory& own = memory.layers[n];
    float* factors = own.dropFactors.at(step);
    dropoutFactors(plan, chunk, dropout, n, step, factors);
    for (int row = 0; row < chunk.rows; row++) {
      for (int unit = 0; unit < plan.paddedUnits; unit += width) {
        const int64_t at = int64_t(row) * plan.stateStride + unit;
        const Vector factor = load(factors + int64_t(row) * plan.paddedUnits + unit);
        store(own.dropped.at(step) + at, load(own.hidden.at(step) + at) * factor);
      }
    }
  }

  /** The same with an editor between the computation of activations and their use. */
  void editedForwardStep(int step, const InferenceTask& task) {
    projectInput(step);
    for (int n = 0; n < plan.shape.layers; n++) {
      forwardInPieces(Cell{}, layerView(n), viewOf(n, step), EditPoint{task, n, step});
    }
  }

  const float* headInput(int step) const {
    return plan.shape.reluFirst ? memory.headInput : handedUp(plan.shape.layers - 1, step);
  }

  /** The head on what the top layer hands up at a step. */
  void headForward(int step) {
    if (plan.shape.reluFirst) {
      const float* hidden = handedUp(plan.shape.layers - 1, step);
      const int64_t count = int64_t(chunk.rows) * plan.stateStride;
      for (int64_t n = 0; n < count; n += width) store(memory.headInput + n, relu(load(hidden + n)));
    }
    const float* input = headInput(step);
    int64_t inputRow = plan.stateStride;
    for (int n = 0; n < plan.headLayers; n++) {
      denseForward(plan.head[n], weights, chunk.rows, input, inputRow, memory.head[n],
                   plan.widestHead);
      input = memory.head[n];
      inputRow = plan.widestHead;
    }
  }

  /** From the gradient in place of the logits down to the top layer's last hidden state. */
  void headBackward(float* gradient) {
    const int rows = chunk.rows;
    const int64_t headRow = plan.widestHead;
    const float* delta = memory.head[plan.headLayers - 1];
    for (int n = plan.headLayers - 1; n > 0; n--) {
      const DenseLayer& layer = plan.head[n];
      const float* input = memory.head[n - 1];
      float* inputGradient = memory.headGradient[n - 1];
      denseWeightGradient(layer, rows, input, headRow, delta, headRow, gradient);
      denseInputGradient(layer, transposed, rows, delta, headRow, inputGradient, headRow);
      maskByRelu(rows, layer.transposed.columns, input, headRow, inputGradient, headRow);
      delta = inputGradient;
    }
    const DenseLayer& layer = plan.head[0];
    const float* input = headInput(chunk.steps - 1);
    float* hiddenGradient = memory.layers[plan.shape.layers - 1].hiddenGradient;
    denseWeightGradient(layer, rows, input, plan.stateStride, delta, headRow, gradient);
    denseInputGradient(layer, transposed, rows, delta, headRow, hiddenGradient, plan.paddedUnits);
    if (plan.shape.reluFirst) {
      maskByRelu(rows, plan.paddedUnits, input, plan.stateStride, hiddenGradient, plan.paddedUnits);
    }
    if (dropout.probability > 0) {
      const float* factors = memory.layers[plan.shape.layers - 1].dropFactors.at(chunk.steps - 1);
      const int64_t count = int64_t(rows) * plan.paddedUnits;
      for (int64_t at = 0; at < count; at += width) {
        store(hiddenGradient + at, load(hiddenGradient + at) * load(factors + at));
      }
    }
  }

  void backwardStep(int step, float* gradient) {
    for (int n = plan.shape.layers - 1; n >= 0; n--) {
      const StepView view = viewOf(n, step);
      const LayerMemory& own = memory.layers[n];
      Cell::backward(layerView(n), view, {own.hiddenGradient, own.cellGradient, memory.scratch,
                                          gradient + plan.layers[n].bias});
      stateGradients(n, step, view);
      if (step % stepsTogether == 0) weightGradients(n, step, gradient);
    }
    if (plan.shape.inputProjection) {
      denseWeightGradient(plan.projection, chunk.rows, memory.input.at(step), plan.shape.columns,
                          memory.projectionGradient, plan.paddedUnits, gradient);
    }
  }

  /** dW += xᵀ·δ and dU += h₋₁ᵀ·δ of `first` and the steps together with it, panel by panel. */
  void weightGradients(int n, int first, float* gradient) const {
    constexpr CellSlots slots = Cell::slots;
    constexpr int64_t row = slots.slots * width;
    const RecurrentLayer& layer = plan.layers[n];
    const int end = first + stepsTogether < chunk.steps ? first + stepsTogether : chunk.steps;
    const Span inputs = inputsOfAny(n, first, end);
    for (int panel = 0; panel < plan.panels; panel++) {
      const auto delta = [&](int step, int slot) {
        return memory.layers[n].slots.at(step) + panel * capacity * row + slot * width;
      };
      Sides ofKernel[stepsTogether], ofRecurrent[stepsTogether];
      int steps = 0, stepsWithOld = 0;
      for (int step = end - 1; step >= first; step--) {
        ofKernel[steps++] = {inputOf(n, step) + inputs.first, delta(step, 0)};
        if (step == 0) continue;
        ofRecurrent[stepsWithOld++] = {memory.layers[n].hidden.at(step - 1),
                                       delta(step, slots.recurrentFirst)};
      }
      addOuterProducts<slots.kernelSlots>(
          chunk.rows, inputs.length, ofKernel, steps, inputStride(n), row,
          kernelRows<Cell>(layer, gradient, inputs, panel), slots.kernelSlots * width);
      addOuterProducts<slots.recurrentSlots>(
          chunk.rows, plan.shape.units, ofRecurrent, stepsWithOld, plan.stateStride, row,
          panelOf(layer.recurrent, gradient, panel), slots.recurrentSlots * width);
    }
    if (plan.shape.cell != CellKind::GruResetBefore) return;
    for (int step = end - 1; step > 0 && step >= first; step--) {
      candidateGradient(layer, viewOf(n, step), gradient);
    }
  }

  /** The least run that has all columns which a layer reads at some of these steps. */
  Span inputsOfAny(int n, int firstStep, int endStep) const {
    int first = plan.layers[n].inputs, end = 0;
    for (int step = firstStep; step < endStep; step++) {
      const Span own = inputsOf(n, step);
      if (own.length == 0) continue;
      first = own.first < first ? own.first : first;
      end = own.first + own.length > end ? own.first + own.length : end;
    }
    return {first < end ? first : 0, first < end ? end - first : 0};
  }

  /** Reset-before: dU += (r∘h₋₁)ᵀ·δh̃ for the candidate's matrix, which is not in panels. */
  void candidateGradient(const RecurrentLayer& layer, const StepView& view, float* gradient) const {
    const Matrix& matrix = layer.candidate;
    constexpr int64_t row = Cell::slots.slots * width;
    for (int column = 0; column < matrix.columns; column += width) {
      const int first = column / matrix.groupWidth * matrix.groupWidth;
      const int left = matrix.columns - first;
      const int groupWidth = left < matrix.groupWidth ? left : matrix.groupWidth;
      const Sides sides{view.resetHidden,
                        view.slots + int64_t(column / width) * capacity * row};
      addOuterProducts<1>(view.rows, plan.shape.units, &sides, 1, plan.stateStride, row,
                          gradient + matrix.offset + int64_t(first) * matrix.rows + (column - first),
                          groupWidth);
    }
  }

  /** dh₋₁ (+)= δ·Uᵀ, and dx += δ·Wᵀ for the layer below. */
  void stateGradients(int n, int step, const StepView& view) const {
    constexpr CellSlots slots = Cell::slots;
    constexpr int64_t row = slots.slots * width;
    const RecurrentLayer& layer = plan.layers[n];
    const int64_t panelStep = int64_t(capacity) * row;
    Epilogue epilogue;
    if (view.hiddenOld) {
      epilogue.add = Cell::passesHidden;
      multiply(view.rows, {view.slots + slots.recurrentFirst * width, row,
                           slots.recurrentSlots * width, plan.panels, panelStep},
               layer.recurrentTransposed, transposed, memory.layers[n].hiddenGradient,
               plan.paddedUnits, epilogue);
    }
    if (!layer.needsInputGradient) return;
    const bool dropped = n > 0 && dropout.probability > 0;
    epilogue.add = n > 0 && !dropped;  // to what the layer below has from its own later step
    float* below = n > 0 ? memory.layers[n - 1].hiddenGradient : memory.projectionGradient;
    multiply(view.rows, {view.slots, row, slots.kernelSlots * width, plan.panels, panelStep},
             layer.kernelTransposed, transposed, dropped ? memory.scratch : below, plan.paddedUnits,
             epilogue);
    if (!dropped) return;
    const float* factors = memory.layers[n - 1].dropFactors.at(step);
    const int64_t count = int64_t(view.rows) * plan.paddedUnits;
    for (int64_t at = 0; at < count; at += width) {
      store(below + at, load(below + at) + load(memory.scratch + at) * load(factors + at));
    }
  }

  void clearStateGradients() {
    for (int n = 0; n < plan.shape.layers; n++) {
      const int64_t count = int64_t(capacity) * plan.paddedUnits;
      clear(memory.layers[n].hiddenGradient, count);
      if (plan.shape.cell == CellKind::Lstm) clear(memory.layers[n].cellGradient, count);
    }
  }

  StepState stateAt(int step) const {
    StepState state{};
    state.step = step;
    state.rows = chunk.rows;
    state.capacity = capacity;
    state.projection = plan.shape.inputProjection ? memory.projection.at(step) : nullptr;
    for (int n = 0; n < plan.shape.layers; n++) {
      const LayerMemory& own = memory.layers[n];
      state.layers[n] = {own.slots.at(step), own.cell.at(step), own.hidden.at(step)};
    }
    for (int n = 0; n < plan.headLayers; n++) state.head[n] = memory.head[n];
    return state;
  }
};

template <class Cell>
static bool trainWith(const Plan& plan, TrainTask& task) {
  const Chunk& chunk = task.chunk;
  const bool dropout = task.dropout.probability > 0;
  Pass<Cell> pass(plan, chunk, task.weights, task.transposed, task.workspace,
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
  pass.clearStateGradients();
  pass.headBackward(task.gradient);
  for (int step = chunk.steps - 1; step >= 0; step--) {
    if (stopped()) return false;
    pass.backwardStep(step, task.gradient);
  }
  return true;
}

template <class Cell>
static bool inferWith(const Plan& plan, const InferenceTask& task) {
  const Chunk& chunk = task.chunk;
  Pass<Cell> pass(plan, chunk, task.weights, nullptr, task.workspace, Purpose::Inference);
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
