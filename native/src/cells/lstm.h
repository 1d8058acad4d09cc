// The LSTM: one step forward, also in pieces with interventions between them, and the gradients of one
// step's sums backward. The equations are those of src/networks/cells.
//
//   slots i, f, c̃, o   c = f∘c₋₁ + i∘c̃   h = o∘tanh(c)
//   derivatives: σ' = σ(1 - σ), tanh' = 1 - tanh²
//
// Forward, a tile of the products W·x + U·h + b ends with all slots of its units in registers; the
// gates are computed there and saved. Backward, the saved gates are overwritten in place by the
// gradients of the loss in respect of their sums (δ; D is the gradient in respect of h).
#pragma once
#include "edits.h"

namespace gatescope {
namespace {

struct Lstm {
  static constexpr CellSlots slots = lstmSlots;

  /** i, f, c̃, o of some units, from their sums in the same order. */
  INLINE void activate(const Vector (&sums)[4], Vector (&gates)[4]) {
    gates[0] = sigmoidOf(sums[0]);
    gates[1] = sigmoidOf(sums[1]);
    gates[2] = tanhOf(sums[2]);
    gates[3] = sigmoidOf(sums[3]);
  }

  /** c = f∘c₋₁ + i∘c̃; `cellOld` is null before the first step. */
  INLINE Vector cellState(const Vector (&gates)[4], const float* cellOld) {
    const Vector c = gates[0] * gates[2];
    return cellOld ? multiplyAdd(gates[1], load(cellOld), c) : c;
  }

  /** h = o∘tanh(c) */
  INLINE Vector hiddenState(const Vector (&gates)[4], Vector cellTanh) { return gates[3] * cellTanh; }

  static void forward(const LayerView& view, const StepView& step) {
    const auto& [plan, layer, weights, transposed] = view;
    const int64_t stride = plan.stateStride;
    for (int panel = 0; panel < plan.panels; panel++) {
      const float* kernel = kernelRows<Lstm>(layer, weights, step.inputs, panel);
      const float* recurrent = panelOf(layer.recurrent, weights, panel);
      const float* bias = weights + layer.bias + panel * 4 * width;
      const int64_t block = int64_t(panel) * step.capacity;
      forEachTile<4>(step.rows, [&](int row, auto count) __attribute__((always_inline)) {
        constexpr int Rows = decltype(count)::value;
        auto sums = Tile<Rows, 4>::rowsOf(bias);
        accumulate(sums, step.inputs.length, step.input + row * step.inputStride, step.inputStride,
                   1, kernel, 4 * width);
        if (step.hiddenOld) {
          accumulate(sums, plan.shape.units, step.hiddenOld + row * stride, stride, 1, recurrent,
                     4 * width);
        }
        UNROLL for (int r = 0; r < Rows; r++) {
          const int64_t at = (block + row + r) * width;
          Vector gates[4];
          activate(sums.sums[r], gates);
          const Vector c = cellState(gates, step.cellOld ? step.cellOld + at : nullptr);
          const Vector cTanh = tanhOf(c);
          storeVectors(gates, step.slots + at * 4);
          store(step.cell + at, c);
          store(step.cellTanh + at, cTanh);
          store(step.hidden + (row + r) * stride + panel * width, hiddenState(gates, cTanh));
        }
      });
    }
  }

  static void forwardEdited(const LayerView& layer, const StepView& step, const EditPoint& point) {
    const Plan& plan = layer.plan;
    sumSlots<Lstm>(layer, step);
    forEachVector<4>(plan, step, [&](float* saved, int64_t, int64_t) {
      Vector sums[4], gates[4];
      loadVectors(saved, sums);
      activate(sums, gates);
      storeVectors(gates, saved);
    });
    point.edit(EditPhase::Gates, step);
    forEachVector<4>(plan, step, [&](const float* saved, int64_t at, int64_t) {
      Vector gates[4];
      loadVectors(saved, gates);
      store(step.cell + at, cellState(gates, step.cellOld ? step.cellOld + at : nullptr));
    });
    point.edit(EditPhase::Cell, step);
    forEachVector<4>(plan, step, [&](const float* saved, int64_t at, int64_t state) {
      Vector gates[4];
      loadVectors(saved, gates);
      store(step.hidden + state, hiddenState(gates, tanhOf(load(step.cell + at))));
    });
    point.edit(EditPhase::Hidden, step);
  }

  static void backward(const LayerView& view, const StepView& step, const StepGradient& gradient) {
    const Plan& plan = view.plan;
    for (int panel = 0; panel < plan.panels; panel++) {
      const int64_t block = int64_t(panel) * step.capacity;
      auto bias = Tile<1, 4>::rowsOf(gradient.bias + panel * 4 * width);
      for (int row = 0; row < step.rows; row++) {
        const int64_t at = (block + row) * width;
        float* saved = step.slots + at * 4;
        const Vector i = load(saved), f = load(saved + width);
        const Vector candidate = load(saved + 2 * width), o = load(saved + 3 * width);
        const Vector cTanh = load(step.cellTanh + at);
        const Vector D = load(gradient.hidden + int64_t(row) * plan.paddedUnits + panel * width);
        const Vector dc = load(gradient.cell + at) + D * o * (1.0f - cTanh * cTanh);
        const Vector cOld = step.cellOld ? load(step.cellOld + at) : Vector{};
        const Vector deltas[] = {
            dc * candidate * (i - i * i),
            dc * cOld * (f - f * f),
            dc * i * (1.0f - candidate * candidate),
            D * cTanh * (o - o * o),
        };
        storeAndAdd(deltas, saved, bias);
        store(gradient.cell + at, dc * f);
      }
      storeTile(bias, gradient.bias + panel * 4 * width, 0);
    }
  }

  /** h₋₁ is reached by the products alone. */
  static constexpr bool passesHidden = false;
};

}  // namespace
}  // namespace gatescope
