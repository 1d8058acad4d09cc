// Interventions stand between the computation of an activation and its use. So where something is to
// be edited a cell runs in pieces, a whole layer at a time, with an editor between them; only inference
// does. The equations of a piece are those of the fused step.
#pragma once
#include "../kernel.h"
#include "views.h"

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

}  // namespace
}  // namespace gatescope
