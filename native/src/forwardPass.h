// A chunk of rows forward through the whole network. A chunk is small, so that its state stays in the
// caches of its core; the layers run in lockstep, step by step, so that what one writes the next reads
// while it is near.
#pragma once
#include "cells/gruResetAfter.h"
#include "cells/gruResetBefore.h"
#include "cells/lstm.h"
#include "dropout.h"
#include "head.h"
#include "memory.h"
#include "pixelHead.h"

namespace gatescope {
namespace {

template <class Cell>
struct ForwardPass {
  const Plan& plan;
  const Chunk& chunk;
  const float* weights;
  const float* transposed;
  int capacity;
  Memory memory;
  Dropout dropout{};

  ForwardPass(const Plan& plan, const Chunk& chunk, const float* weights, const float* transposed,
              float* workspace, Purpose purpose)
      : plan(plan), chunk(chunk), weights(weights), transposed(transposed), capacity(chunk.rows),
        memory{} {
    cutMemory(plan, chunk, purpose, workspace, memory);
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

  /** Of the top layer, the head of a classifier reads the last step alone in training. */
  bool isHandedUp(int layer, int step) const {
    return layer < plan.shape.layers - 1 || plan.shape.task == Task::NextPixel ||
           step == chunk.steps - 1;
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
      Cell::forwardEdited(layerView(n), viewOf(n, step), EditPoint{task, n, step});
    }
  }

  int top() const { return plan.shape.layers - 1; }

  /**
   * Of Task::NextPixel, whose target is what is read at the next step: the loss of each row by the
   * logits of this step, and `scale` times its gradient unless `delta` is null.
   */
  const float* pixelLosses(int step, float scale, float* delta) {
    pixelLoss(chunk.rows, memory.logits, memory.input.at(step + 1), scale, memory.pixelLosses, delta);
    return memory.pixelLosses;
  }

  /** The same, added up, and the predictions beside the targets. */
  void scorePixels(int step, PixelScores& scores) {
    const float* targets = memory.input.at(step + 1);
    const float* losses = pixelLosses(step, 0, nullptr);
    for (int row = 0; row < chunk.rows; row++) {
      scores.lossSum += losses[row];
      scores.confusion[(targets[row] > 0.5f) * 2 + (memory.logits[row] > 0)]++;
    }
  }

  const float* headInput(int step) const {
    return plan.shape.reluFirst ? memory.headInput : handedUp(top(), step);
  }

  /** The head on what the top layer hands up at a step. */
  void headForward(int step) {
    if (plan.shape.task == Task::NextPixel) {
      pixelLogits(plan, weights, chunk.rows, handedUp(top(), step), memory.logits);
      return;
    }
    if (plan.shape.reluFirst) {
      const float* hidden = handedUp(top(), step);
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
    if (plan.shape.task == Task::NextPixel) state.head[0] = memory.logits;
    return state;
  }
};

}  // namespace
}  // namespace gatescope
