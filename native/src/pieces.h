// The cells once more, in pieces: between the computation of an activation and its use stands an
// editor, which carries out interventions. Only inference takes this way, and only where something is
// to be edited; cells.h has the fused one.
#pragma once
#include "cells.h"
#include "kernel.h"

namespace gatescope {
namespace {

struct EditPoint {
  const InferenceTask& task;
  int layer;
  int step;

  void edit(EditPhase phase, const StepView& view) const {
    task.edit(task.editor, {layer, step, view.rows, view.capacity, phase, view.slots, view.cell,
                            view.hidden});
  }
};

/** Calls act(slots of the row, offset in the panels, offset in a state) for each vector of units. */
template <int Slots, class Act>
INLINE void forEachVector(const Plan& plan, const StepView& view, Act act) {
  for (int panel = 0; panel < plan.panels; panel++) {
    for (int row = 0; row < view.rows; row++) {
      const int64_t at = (int64_t(panel) * view.capacity + row) * width;
      act(view.slots + at * Slots, at, int64_t(row) * plan.stateStride + panel * width);
    }
  }
}

/** slots = W·x + b, + U·h₋₁ where the slot has it. */
template <class Cell>
void sumSlots(const LayerView& layerView, const StepView& view) {
  constexpr CellSlots slots = Cell::slots;
  constexpr int row = slots.slots * width;
  const auto& [plan, layer, weights, transposed] = layerView;
  for (int panel = 0; panel < plan.panels; panel++) {
    float* sums = view.slots + int64_t(panel) * view.capacity * row;
    const float* bias = weights + layer.bias + panel * row;
    for (int r = 0; r < view.rows; r++) {
      for (int n = 0; n < row; n += width) store(sums + r * row + n, load(bias + n));
    }
    forEachTile<slots.kernelSlots>(view.rows, [&](int r, auto count) {
      auto tile = Tile<decltype(count)::value, slots.kernelSlots>::from(sums + r * row, row);
      accumulate(tile, view.inputs.length, view.input + r * view.inputStride, view.inputStride, 1,
                 kernelRows<Cell>(layer, weights, view.inputs, panel), slots.kernelSlots * width);
      storeTile(tile, sums + r * row, row);
    });
    if (!view.hiddenOld) continue;
    float* recurrentSums = sums + slots.recurrentFirst * width;
    forEachTile<slots.recurrentSlots>(view.rows, [&](int r, auto count) {
      constexpr int Rows = decltype(count)::value;
      auto tile = Tile<Rows, slots.recurrentSlots>::from(recurrentSums + r * row, row);
      accumulate(tile, plan.shape.units, view.hiddenOld + r * plan.stateStride, plan.stateStride, 1,
                 panelOf(layer.recurrent, weights, panel), slots.recurrentSlots * width);
      storeTile(tile, recurrentSums + r * row, row);
    });
  }
}

INLINE void forwardInPieces(Lstm, const LayerView& layer, const StepView& view,
                            const EditPoint& point) {
  const Plan& plan = layer.plan;
  sumSlots<Lstm>(layer, view);
  forEachVector<4>(plan, view, [&](float* slots, int64_t, int64_t) {
    store(slots, sigmoidOf(load(slots)));
    store(slots + width, sigmoidOf(load(slots + width)));
    store(slots + 2 * width, tanhOf(load(slots + 2 * width)));
    store(slots + 3 * width, sigmoidOf(load(slots + 3 * width)));
  });
  point.edit(EditPhase::Gates, view);
  forEachVector<4>(plan, view, [&](float* slots, int64_t at, int64_t) {
    Vector c = load(slots) * load(slots + 2 * width);
    if (view.cellOld) c = multiplyAdd(load(slots + width), load(view.cellOld + at), c);
    store(view.cell + at, c);
  });
  point.edit(EditPhase::Cell, view);
  forEachVector<4>(plan, view, [&](float* slots, int64_t at, int64_t state) {
    store(view.hidden + state, load(slots + 3 * width) * tanhOf(load(view.cell + at)));
  });
  point.edit(EditPhase::Hidden, view);
}

/** Both GRUs end so: h = z∘h₋₁ + (1 - z)∘h̃. */
template <int Slots>
INLINE void gruStateInPieces(const Plan& plan, const StepView& view, const EditPoint& point) {
  point.edit(EditPhase::Candidate, view);
  forEachVector<Slots>(plan, view, [&](float* slots, int64_t, int64_t state) {
    const Vector candidate = load(slots), z = load(slots + width);
    Vector h = candidate - z * candidate;
    if (view.hiddenOld) h += z * load(view.hiddenOld + state);
    store(view.hidden + state, h);
  });
  point.edit(EditPhase::Hidden, view);
}

template <int Slots>
INLINE void gruGatesInPieces(const Plan& plan, const StepView& view, const EditPoint& point) {
  forEachVector<Slots>(plan, view, [&](float* slots, int64_t, int64_t) {
    store(slots + width, sigmoidOf(load(slots + width)));
    store(slots + 2 * width, sigmoidOf(load(slots + 2 * width)));
  });
  point.edit(EditPhase::Gates, view);
}

INLINE void forwardInPieces(GruResetAfter, const LayerView& layer, const StepView& view,
                            const EditPoint& point) {
  sumSlots<GruResetAfter>(layer, view);
  gruGatesInPieces<4>(layer.plan, view, point);
  forEachVector<4>(layer.plan, view, [&](float* slots, int64_t, int64_t) {
    store(slots, tanhOf(load(slots) + load(slots + 2 * width) * load(slots + 3 * width)));
  });
  gruStateInPieces<4>(layer.plan, view, point);
}

INLINE void forwardInPieces(GruResetBefore, const LayerView& layer, const StepView& view,
                            const EditPoint& point) {
  const Plan& plan = layer.plan;
  sumSlots<GruResetBefore>(layer, view);
  gruGatesInPieces<3>(plan, view, point);
  if (view.hiddenOld) {
    forEachVector<3>(plan, view, [&](float* slots, int64_t, int64_t state) {
      store(view.resetHidden + state, load(slots + 2 * width) * load(view.hiddenOld + state));
    });
    multiply(view.rows, {view.resetHidden, plan.stateStride, plan.shape.units},
             layer.layer.candidate, layer.weights, view.hidden, plan.stateStride, {});
  }
  forEachVector<3>(plan, view, [&](float* slots, int64_t, int64_t state) {
    Vector sum = load(slots);
    if (view.hiddenOld) sum += load(view.hidden + state);
    store(slots, tanhOf(sum));
  });
  gruStateInPieces<3>(plan, view, point);
}

}  // namespace
}  // namespace gatescope
