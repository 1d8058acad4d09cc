// The three recurrent cells: one step forward, and the gradients of one step's sums backward. The
// equations are those of src/networks/cells.
//
// Forward, a tile of the products W·x + U·h + b ends with all slots of its units in registers; the
// gates are computed there and saved. Backward, the saved gates are overwritten in place by the
// gradients of the loss in respect of their sums (written δ below; D is the gradient in respect of h).
//
//   LSTM  slots i, f, c̃, o   c = f∘c₋₁ + i∘c̃           h = o∘tanh(c)
//   GRU   slots h̃, z, r      h = z∘h₋₁ + (1 - z)∘h̃
//         after:   h̃ = tanh(W·x + b + r∘s)             s = U·h₋₁ + bᵣ is the fourth slot
//         before:  h̃ = tanh(W·x + b + U·(r∘h₋₁))
//   derivatives: σ' = σ(1 - σ), tanh' = 1 - tanh²
#pragma once
#include "microkernel.h"

namespace gatescope {
namespace {

/** One layer at one step, on the rows of a chunk. Before the first step the old state is zero: null. */
struct StepView {
  int rows;
  int capacity;              // rows that the arrays below have room for
  Span inputs;               // the columns of the layer's input that are read; others are 0
  const float* input;        // [rows, …], from the first of these on
  int64_t inputStride;
  const float* hiddenOld;    // [rows, stateStride], or null
  float* hidden;             // [rows, stateStride]
  float* slots;              // [panel, capacity, slot, vector]
  const float* cellOld;      // LSTM: [panel, capacity, vector], or null
  float* cell;               // LSTM
  float* cellTanh;           // LSTM: tanh(c)
  float* resetHidden;        // reset-before: r∘h₋₁ [rows, stateStride]
};

/** Gradients that pass from one step to the one before; on entry, in respect of h and c of this one. */
struct StepGradient {
  float* hidden;   // [rows, paddedUnits]; on return, what reaches h₋₁ past the products
  float* cell;     // LSTM: [panel, capacity, vector]
  float* scratch;  // reset-before: [rows, paddedUnits]
  float* bias;     // [panel, slot, vector]; added to
};

/** A layer's place in the stores. */
struct LayerView {
  const Plan& plan;
  const RecurrentLayer& layer;
  const float* weights;
  const float* transposed;
};

template <class Float>
INLINE Float* panelOf(const Matrix& matrix, Float* store, int panel) {
  return store + matrix.offset + int64_t(panel) * matrix.groupWidth * matrix.rows;
}

/** A panel of a kernel, or of its gradient, from the row that meets the first of the inputs. */
template <class Cell, class Float>
INLINE Float* kernelRows(const RecurrentLayer& layer, Float* store, Span inputs, int panel) {
  return panelOf(layer.kernel, store, panel) + inputs.first * Cell::slots.kernelSlots * width;
}

/** Keeps the δ of some slots side by side, and adds them to the gradient of their biases. */
template <int Slots>
INLINE void storeAndAdd(const Vector (&deltas)[Slots], float* saved, Tile<1, Slots>& bias) {
  UNROLL for (int slot = 0; slot < Slots; slot++) {
    store(saved + slot * width, deltas[slot]);
    bias.sums[0][slot] += deltas[slot];
  }
}

struct Lstm {
  static constexpr CellSlots slots = lstmSlots;

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
          const Vector i = sigmoidOf(sums.sums[r][0]);
          const Vector f = sigmoidOf(sums.sums[r][1]);
          const Vector candidate = tanhOf(sums.sums[r][2]);
          const Vector o = sigmoidOf(sums.sums[r][3]);
          Vector c = i * candidate;
          if (step.cellOld) c = multiplyAdd(f, load(step.cellOld + at), c);
          const Vector cTanh = tanhOf(c);
          float* saved = step.slots + at * 4;
          store(saved, i);
          store(saved + width, f);
          store(saved + 2 * width, candidate);
          store(saved + 3 * width, o);
          store(step.cell + at, c);
          store(step.cellTanh + at, cTanh);
          store(step.hidden + (row + r) * stride + panel * width, o * cTanh);
        }
      });
    }
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

struct GruResetAfter {
  static constexpr CellSlots slots = gruResetAfterSlots;

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
          const Vector candidate = tanhOf(candidateSum[r] + reset * s);
          Vector h = candidate - z * candidate;
          if (step.hiddenOld) h += z * load(step.hiddenOld + at);
          float* saved = step.slots + (block + row + r) * 4 * width;
          store(saved, candidate);
          store(saved + width, z);
          store(saved + 2 * width, reset);
          store(saved + 3 * width, s);
          store(step.hidden + at, h);
        }
      });
    }
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

struct GruResetBefore {
  static constexpr CellSlots slots = gruResetBeforeSlots;

  static void forward(const LayerView& view, const StepView& step) {
    gates(view, step);
    if (step.hiddenOld) {
      const Left reset{step.resetHidden, view.plan.stateStride, view.plan.shape.units};
      multiply(step.rows, reset, view.layer.candidate, view.weights, step.hidden,
               view.plan.stateStride, {});
    }
    candidateAndState(view, step);
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
        Vector sum = load(saved);
        if (step.hiddenOld) sum += load(step.hidden + at);
        const Vector candidate = tanhOf(sum);
        const Vector z = load(saved + width);
        Vector h = candidate - z * candidate;
        if (step.hiddenOld) h += z * load(step.hiddenOld + at);
        store(saved, candidate);
        store(step.hidden + at, h);
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
