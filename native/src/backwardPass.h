// The same chunk back over all steps, from the gradient of the loss in respect of the logits.
//
// The gradient of the weights is taken every few steps, while the gradients of the sums are in the cache.
// Pixels need no gradient, and the zero state before the first step no products.
#pragma once
#include "forwardPass.h"

namespace gatescope {
namespace {

/** So many steps are taken together into the gradient of the weights: it is read and written once. */
constexpr int stepsTogether = 4;

template <class Cell>
struct BackwardPass {
  const ForwardPass<Cell>& forward;
  const Plan& plan;
  const Chunk& chunk;
  const Memory& memory;
  float* gradient;  // of the parameters; added to
  double pixelBias = 0;  // what the steps so far add to the gradient of the pixel head's bias

  BackwardPass(const ForwardPass<Cell>& forward, float* gradient)
      : forward(forward), plan(forward.plan), chunk(forward.chunk), memory(forward.memory),
        gradient(gradient) {}

  /** From the gradients in respect of a step's logits of Task::NextPixel to its top hidden state. */
  void pixelHeadBackward(int step) {
    const LayerMemory& top = memory.layers[forward.top()];
    const bool dropped = forward.dropout.probability > 0;
    const float* factors = dropped ? top.dropFactors.at(step) : nullptr;
    pixelBias += pixelGradient(plan, forward.weights, chunk.rows, memory.pixelDelta.at(step),
                               forward.handedUp(forward.top(), step), factors, top.hiddenGradient,
                               gradient);
  }

  /** From the gradient in place of the logits down to the top layer's last hidden state. */
  void headBackward() {
    const int rows = chunk.rows;
    const int64_t headRow = plan.widestHead;
    const float* delta = memory.head[plan.headLayers - 1];
    for (int n = plan.headLayers - 1; n > 0; n--) {
      const DenseLayer& layer = plan.head[n];
      const float* input = memory.head[n - 1];
      float* inputGradient = memory.headGradient[n - 1];
      denseWeightGradient(layer, rows, input, headRow, delta, headRow, gradient);
      denseInputGradient(layer, forward.transposed, rows, delta, headRow, inputGradient, headRow);
      maskByRelu(rows, layer.transposed.columns, input, headRow, inputGradient, headRow);
      delta = inputGradient;
    }
    const DenseLayer& layer = plan.head[0];
    const float* input = forward.headInput(chunk.steps - 1);
    float* hiddenGradient = memory.layers[forward.top()].hiddenGradient;
    denseWeightGradient(layer, rows, input, plan.stateStride, delta, headRow, gradient);
    denseInputGradient(layer, forward.transposed, rows, delta, headRow, hiddenGradient,
                       plan.paddedUnits);
    if (plan.shape.reluFirst) {
      maskByRelu(rows, plan.paddedUnits, input, plan.stateStride, hiddenGradient, plan.paddedUnits);
    }
    if (forward.dropout.probability > 0) {
      const float* factors = memory.layers[forward.top()].dropFactors.at(chunk.steps - 1);
      const int64_t count = int64_t(rows) * plan.paddedUnits;
      for (int64_t at = 0; at < count; at += width) {
        store(hiddenGradient + at, load(hiddenGradient + at) * load(factors + at));
      }
    }
  }

  void backwardStep(int step) {
    for (int n = plan.shape.layers - 1; n >= 0; n--) {
      const StepView view = forward.viewOf(n, step);
      const LayerMemory& own = memory.layers[n];
      const StepGradient passed{own.hiddenGradient, own.cellGradient, memory.scratch,
                                gradient + plan.layers[n].bias};
      Cell::backward(forward.layerView(n), view, passed);
      stateGradients(n, step, view);
      if (step % stepsTogether == 0) weightGradients(n, step);
    }
    if (plan.shape.inputProjection) {
      denseWeightGradient(plan.projection, chunk.rows, memory.input.at(step), plan.shape.columns,
                          memory.projectionGradient, plan.paddedUnits, gradient);
    }
  }

  /** dW += xᵀ·δ and dU += h₋₁ᵀ·δ of `first` and the steps together with it, panel by panel. */
  void weightGradients(int n, int first) const {
    constexpr CellSlots slots = Cell::slots;
    constexpr int64_t row = slots.slots * width;
    const RecurrentLayer& layer = plan.layers[n];
    const int end = first + stepsTogether < chunk.steps ? first + stepsTogether : chunk.steps;
    const Span inputs = inputsOfAny(n, first, end);
    for (int panel = 0; panel < plan.panels; panel++) {
      const auto delta = [&](int step, int slot) {
        return memory.layers[n].slots.at(step) + panel * forward.capacity * row + slot * width;
      };
      Sides ofKernel[stepsTogether], ofRecurrent[stepsTogether];
      int steps = 0, stepsWithOld = 0;
      for (int step = end - 1; step >= first; step--) {
        ofKernel[steps++] = {forward.inputOf(n, step) + inputs.first, delta(step, 0)};
        if (step == 0) continue;
        ofRecurrent[stepsWithOld++] = {memory.layers[n].hidden.at(step - 1),
                                       delta(step, slots.recurrentFirst)};
      }
      addOuterProducts<slots.kernelSlots>(
          chunk.rows, inputs.length, ofKernel, steps, forward.inputStride(n), row,
          kernelRows<Cell>(layer, gradient, inputs, panel), slots.kernelSlots * width);
      addOuterProducts<slots.recurrentSlots>(
          chunk.rows, plan.shape.units, ofRecurrent, stepsWithOld, plan.stateStride, row,
          panelOf(layer.recurrent, gradient, panel), slots.recurrentSlots * width);
    }
    if (plan.shape.cell != CellKind::GruResetBefore) return;
    for (int step = end - 1; step > 0 && step >= first; step--) {
      candidateGradient(layer, forward.viewOf(n, step));
    }
  }

  /** The least run that has all columns which a layer reads at some of these steps. */
  Span inputsOfAny(int n, int firstStep, int endStep) const {
    int first = plan.layers[n].inputs, end = 0;
    for (int step = firstStep; step < endStep; step++) {
      const Span own = forward.inputsOf(n, step);
      if (own.length == 0) continue;
      first = own.first < first ? own.first : first;
      end = own.first + own.length > end ? own.first + own.length : end;
    }
    return {first < end ? first : 0, first < end ? end - first : 0};
  }

  /** Reset-before: dU += (r∘h₋₁)ᵀ·δh̃ for the candidate's matrix, which is not in panels. */
  void candidateGradient(const RecurrentLayer& layer, const StepView& view) const {
    const Matrix& matrix = layer.candidate;
    constexpr int64_t row = Cell::slots.slots * width;
    for (int column = 0; column < matrix.columns; column += width) {
      const int first = column / matrix.groupWidth * matrix.groupWidth;
      const int left = matrix.columns - first;
      const int groupWidth = left < matrix.groupWidth ? left : matrix.groupWidth;
      const Sides sides{view.resetHidden,
                        view.slots + int64_t(column / width) * forward.capacity * row};
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
    const int64_t panelStep = int64_t(forward.capacity) * row;
    Epilogue epilogue;
    if (view.hiddenOld) {
      epilogue.add = Cell::passesHidden;
      multiply(view.rows, {view.slots + slots.recurrentFirst * width, row,
                           slots.recurrentSlots * width, plan.panels, panelStep},
               layer.recurrentTransposed, forward.transposed, memory.layers[n].hiddenGradient,
               plan.paddedUnits, epilogue);
    }
    if (!layer.needsInputGradient) return;
    const bool dropped = n > 0 && forward.dropout.probability > 0;
    epilogue.add = n > 0 && !dropped;  // to what the layer below has from its own later step
    float* below = n > 0 ? memory.layers[n - 1].hiddenGradient : memory.projectionGradient;
    multiply(view.rows, {view.slots, row, slots.kernelSlots * width, plan.panels, panelStep},
             layer.kernelTransposed, forward.transposed, dropped ? memory.scratch : below,
             plan.paddedUnits, epilogue);
    if (!dropped) return;
    const float* factors = memory.layers[n - 1].dropFactors.at(step);
    const int64_t count = int64_t(view.rows) * plan.paddedUnits;
    for (int64_t at = 0; at < count; at += width) {
      store(below + at, load(below + at) + load(memory.scratch + at) * load(factors + at));
    }
  }

  /** When all steps are done. */
  void finish() {
    if (plan.shape.task == Task::NextPixel) gradient[plan.pixelHead.bias] += float(pixelBias);
  }

  void clearStateGradients() {
    for (int n = 0; n < plan.shape.layers; n++) {
      const int64_t count = int64_t(forward.capacity) * plan.paddedUnits;
      clear(memory.layers[n].hiddenGradient, count);
      if (plan.shape.cell == CellKind::Lstm) clear(memory.layers[n].cellGradient, count);
    }
  }
};

}  // namespace
}  // namespace gatescope
