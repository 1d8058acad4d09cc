// The GRU whose reset gate acts after the product (cuDNN's, PyTorch's); see lstm.h for how a step runs.
//
//   slots h̃, z, r, s   s = U·h₋₁ + bᵣ   h̃ = tanh(W·x + b + r∘s)
#pragma once
#include "gru.h"

namespace gatescope {
namespace {

struct GruResetAfter {
  static constexpr CellSlots slots = gruResetAfterSlots;

  /** h̃ from W·x + b, r and s */
  INLINE Vector candidateOf(Vector inputSum, Vector reset, Vector s) {
    return tanhOf(inputSum + reset * s);
  }

  static void forward(const LayerView& view, const StepView& step) {
    const auto& [plan, layer, weights, transposed] = view;
    const int64_t stride = plan.stateStride;
    for (int panel = 0; panel < plan.panels; panel++) {
      const float* kernel = kernelRows<GruResetAfter>(layer, weights, step.inputs, panel);
      const float* recurrent = panelOf(layer.recurrent, weights, panel);
      const float* bias = weights + layer.bias + panel * 4 * width;
      const int64_t block = int64_t(panel) * step.capacity;
      forEachTile<3>(step.rows, [&](int row, auto count) __attribute__((always_inline)) {
        constexpr int Rows = decltype(count)::value;
        auto inputSums = Tile<Rows, 3>::rowsOf(bias);  // of h̃, z, r
        accumulate(inputSums, step.inputs.length, step.input + row * step.inputStride,
                   step.inputStride, 1, kernel, 3 * width);
        Tile<Rows, 3> sums;  // of z, r, s
        Vector candidateSum[Rows];
        UNROLL for (int r = 0; r < Rows; r++) {
          candidateSum[r] = inputSums.sums[r][0];
          sums.sums[r][0] = inputSums.sums[r][1];
          sums.sums[r][1] = inputSums.sums[r][2];
          sums.sums[r][2] = load(bias + 3 * width);
        }
        if (step.hiddenOld) {
          accumulate(sums, plan.shape.units, step.hiddenOld + row * stride, stride, 1, recurrent,
                     3 * width);
        }
        UNROLL for (int r = 0; r < Rows; r++) {
          const int64_t at = (row + r) * stride + panel * width;
          const Vector z = sigmoidOf(sums.sums[r][0]);
          const Vector reset = sigmoidOf(sums.sums[r][1]);
          const Vector s = sums.sums[r][2];
          const Vector candidate = candidateOf(candidateSum[r], reset, s);
          const float* hiddenOld = step.hiddenOld ? step.hiddenOld + at : nullptr;
          float* saved = step.slots + (block + row + r) * 4 * width;
          store(saved, candidate);
          store(saved + width, z);
          store(saved + 2 * width, reset);
          store(saved + 3 * width, s);
          store(step.hidden + at, gruState(candidate, z, hiddenOld));
        }
      });
    }
  }

  static void forwardEdited(const LayerView& layer, const StepView& step, const EditPoint& point) {
    sumSlots<GruResetAfter>(layer, step);
    editedGruGates<4>(layer.plan, step, point);
    forEachVector<4>(layer.plan, step, [&](float* saved, int64_t, int64_t) {
      Vector slots[4];
      loadVectors(saved, slots);
      store(saved, candidateOf(slots[0], slots[2], slots[3]));
    });
    editedGruState<4>(layer.plan, step, point);
  }

  static void backward(const LayerView& view, const StepView& step, const StepGradient& gradient) {
    const Plan& plan = view.plan;
    for (int panel = 0; panel < plan.panels; panel++) {
      const int64_t block = int64_t(panel) * step.capacity;
      auto bias = Tile<1, 4>::rowsOf(gradient.bias + panel * 4 * width);
      for (int row = 0; row < step.rows; row++) {
        float* saved = step.slots + (block + row) * 4 * width;
        const Vector candidate = load(saved), z = load(saved + width);
        const Vector reset = load(saved + 2 * width), s = load(saved + 3 * width);
        const Vector hOld = step.hiddenOld
            ? load(step.hiddenOld + int64_t(row) * plan.stateStride + panel * width) : Vector{};
        float* hidden = gradient.hidden + int64_t(row) * plan.paddedUnits + panel * width;
        const Vector D = load(hidden);
        const Vector dCandidate = D * (1.0f - z) * (1.0f - candidate * candidate);
        const Vector deltas[] = {
            dCandidate,
            D * (hOld - candidate) * (z - z * z),
            dCandidate * s * (reset - reset * reset),
            dCandidate * reset,
        };
        storeAndAdd(deltas, saved, bias);
        store(hidden, D * z);
      }
      storeTile(bias, gradient.bias + panel * 4 * width, 0);
    }
  }

  static constexpr bool passesHidden = true;
};

}  // namespace
}  // namespace gatescope
