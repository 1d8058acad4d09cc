// The GRU whose reset gate acts before the product (Cho et al. 2014), so that r of all units must be
// known first; see lstm.h for how a step runs.
//
//   slots h̃, z, r   h̃ = tanh(W·x + b + U·(r∘h₋₁))
#pragma once
#include "gru.h"

namespace gatescope {
namespace {

struct GruResetBefore {
  static constexpr CellSlots slots = gruResetBeforeSlots;

  /** h̃ from W·x + b and U·(r∘h₋₁); null before the first step */
  INLINE Vector candidateOf(Vector inputSum, const float* product) {
    return tanhOf(product ? inputSum + load(product) : inputSum);
  }

  static void forward(const LayerView& view, const StepView& step) {
    gates(view, step);
    if (step.hiddenOld) multiplyReset(view, step);
    candidateAndState(view, step);
  }

  static void forwardEdited(const LayerView& layer, const StepView& step, const EditPoint& point) {
    const Plan& plan = layer.plan;
    sumSlots<GruResetBefore>(layer, step);
    editedGruGates<3>(plan, step, point);
    if (step.hiddenOld) {
      forEachVector<3>(plan, step, [&](const float* saved, int64_t, int64_t state) {
        store(step.resetHidden + state, load(saved + 2 * width) * load(step.hiddenOld + state));
      });
      multiplyReset(layer, step);
    }
    forEachVector<3>(plan, step, [&](float* saved, int64_t, int64_t state) {
      const float* product = step.hiddenOld ? step.hidden + state : nullptr;
      store(saved, candidateOf(load(saved), product));
    });
    editedGruState<3>(plan, step, point);
  }

  static void backward(const LayerView& view, const StepView& step, const StepGradient& gradient) {
    gradientOfCandidate(view, step, gradient);
    if (step.hiddenOld) {
      const Left delta{step.slots, 3 * width, width, view.plan.panels,
                       int64_t(step.capacity) * 3 * width};
      multiply(step.rows, delta, view.layer.candidateTransposed, view.transposed, gradient.scratch,
               view.plan.paddedUnits, {});
    }
    gradientOfReset(view, step, gradient);
  }

  static constexpr bool passesHidden = true;

 private:
  /** U·(r∘h₋₁), in place of h until that is known. */
  static void multiplyReset(const LayerView& view, const StepView& step) {
    const Left reset{step.resetHidden, view.plan.stateStride, view.plan.shape.units};
    multiply(step.rows, reset, view.layer.candidate, view.weights, step.hidden, view.plan.stateStride,
             {});
  }

  /** z, r and r∘h₋₁; the first slot keeps the candidate's W·x + b until U·(r∘h₋₁) is known. */
  static void gates(const LayerView& view, const StepView& step) {
    const auto& [plan, layer, weights, transposed] = view;
    const int64_t stride = plan.stateStride;
    for (int panel = 0; panel < plan.panels; panel++) {
      const float* kernel = kernelRows<GruResetBefore>(layer, weights, step.inputs, panel);
      const float* recurrent = panelOf(layer.recurrent, weights, panel);
      const float* bias = weights + layer.bias + panel * 3 * width;
      const int64_t block = int64_t(panel) * step.capacity;
      forEachTile<3>(step.rows, [&](int row, auto count) __attribute__((always_inline)) {
        constexpr int Rows = decltype(count)::value;
        auto inputSums = Tile<Rows, 3>::rowsOf(bias);
        accumulate(inputSums, step.inputs.length, step.input + row * step.inputStride,
                   step.inputStride, 1, kernel, 3 * width);
        Tile<Rows, 2> sums;
        UNROLL for (int r = 0; r < Rows; r++) {
          store(step.slots + (block + row + r) * 3 * width, inputSums.sums[r][0]);
          sums.sums[r][0] = inputSums.sums[r][1];
          sums.sums[r][1] = inputSums.sums[r][2];
        }
        if (step.hiddenOld) {
          accumulate(sums, plan.shape.units, step.hiddenOld + row * stride, stride, 1, recurrent,
                     2 * width);
        }
        UNROLL for (int r = 0; r < Rows; r++) {
          const int64_t at = (row + r) * stride + panel * width;
          const Vector reset = sigmoidOf(sums.sums[r][1]);
          float* saved = step.slots + (block + row + r) * 3 * width;
          store(saved + width, sigmoidOf(sums.sums[r][0]));
          store(saved + 2 * width, reset);
          if (step.hiddenOld) store(step.resetHidden + at, reset * load(step.hiddenOld + at));
        }
      });
    }
  }

  /** `hidden` holds U·(r∘h₋₁) on entry, but for the first step, and h on return. */
  static void candidateAndState(const LayerView& view, const StepView& step) {
    for (int panel = 0; panel < view.plan.panels; panel++) {
      const int64_t block = int64_t(panel) * step.capacity;
      for (int row = 0; row < step.rows; row++) {
        const int64_t at = int64_t(row) * view.plan.stateStride + panel * width;
        float* saved = step.slots + (block + row) * 3 * width;
        const float* hiddenOld = step.hiddenOld ? step.hiddenOld + at : nullptr;
        const Vector candidate = candidateOf(load(saved), hiddenOld ? step.hidden + at : nullptr);
        store(saved, candidate);
        store(step.hidden + at, gruState(candidate, load(saved + width), hiddenOld));
      }
    }
  }

  static void gradientOfCandidate(const LayerView& view, const StepView& step,
                                  const StepGradient& gradient) {
    const Plan& plan = view.plan;
    for (int panel = 0; panel < plan.panels; panel++) {
      const int64_t block = int64_t(panel) * step.capacity;
      auto bias = Tile<1, 2>::rowsOf(gradient.bias + panel * 3 * width);
      for (int row = 0; row < step.rows; row++) {
        float* saved = step.slots + (block + row) * 3 * width;
        const Vector candidate = load(saved), z = load(saved + width);
        const Vector hOld = step.hiddenOld
            ? load(step.hiddenOld + int64_t(row) * plan.stateStride + panel * width) : Vector{};
        float* hidden = gradient.hidden + int64_t(row) * plan.paddedUnits + panel * width;
        const Vector D = load(hidden);
        const Vector deltas[] = {
            D * (1.0f - z) * (1.0f - candidate * candidate),
            D * (hOld - candidate) * (z - z * z),
        };
        storeAndAdd(deltas, saved, bias);
        store(hidden, D * z);
      }
      storeTile(bias, gradient.bias + panel * 3 * width, 0);
    }
  }

  /** `scratch` holds δh̃·Uᵀ, the gradient in respect of r∘h₋₁. */
  static void gradientOfReset(const LayerView& view, const StepView& step,
                              const StepGradient& gradient) {
    const Plan& plan = view.plan;
    for (int panel = 0; panel < plan.panels; panel++) {
      const int64_t block = int64_t(panel) * step.capacity;
      float* biasOfReset = gradient.bias + (panel * 3 + 2) * width;
      auto bias = Tile<1, 1>::rowsOf(biasOfReset);
      for (int row = 0; row < step.rows; row++) {
        float* saved = step.slots + (block + row) * 3 * width + 2 * width;
        if (!step.hiddenOld) {
          store(saved, Vector{});
          continue;
        }
        const int64_t at = int64_t(row) * plan.paddedUnits + panel * width;
        const Vector reset = load(saved), product = load(gradient.scratch + at);
        const Vector hOld = load(step.hiddenOld + int64_t(row) * plan.stateStride + panel * width);
        const Vector deltas[] = {product * hOld * (reset - reset * reset)};
        storeAndAdd(deltas, saved, bias);
        store(gradient.hidden + at, load(gradient.hidden + at) + product * reset);
      }
      storeTile(bias, biasOfReset, 0);
    }
  }
};

}  // namespace
}  // namespace gatescope
