// What a recurrent cell works on: one layer at one step, its place in the stores of weights, and the
// gradients that pass from a step to the one before.
#pragma once
#include "../microkernel.h"

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

template <int Count>
INLINE void loadVectors(const float* from, Vector (&values)[Count]) {
  UNROLL for (int n = 0; n < Count; n++) values[n] = load(from + n * width);
}

template <int Count>
INLINE void storeVectors(const Vector (&values)[Count], float* to) {
  UNROLL for (int n = 0; n < Count; n++) store(to + n * width, values[n]);
}

/** Keeps the δ of some slots side by side, and adds them to the gradient of their biases. */
template <int Slots>
INLINE void storeAndAdd(const Vector (&deltas)[Slots], float* saved, Tile<1, Slots>& bias) {
  UNROLL for (int slot = 0; slot < Slots; slot++) {
    store(saved + slot * width, deltas[slot]);
    bias.sums[0][slot] += deltas[slot];
  }
}

}  // namespace
}  // namespace gatescope
