#include "layout.h"

#include <algorithm>

namespace gatescope {

namespace {

/** Floats in a cache line; every matrix starts on one. */
constexpr int64_t lineFloats = 16;

int64_t wholeLines(int64_t floats) { return (floats + lineFloats - 1) / lineFloats * lineFloats; }

CellSlots slotsOf(CellKind cell) {
  switch (cell) {
    case CellKind::Lstm: return lstmSlots;
    case CellKind::GruResetAfter: return gruResetAfterSlots;
    case CellKind::GruResetBefore: return gruResetBeforeSlots;
  }
  return lstmSlots;
}

int64_t placeIn(const Matrix& matrix, int row, int column) {
  const int group = column / matrix.groupWidth;
  const int first = group * matrix.groupWidth;
  const int width = std::min(matrix.groupWidth, matrix.columns - first);
  return matrix.offset + int64_t(first) * matrix.rows + int64_t(row) * width + (column - first);
}

}  // namespace

Layout::Layout(const NetworkShape& shape, int vectorWidth) {
  plan_.shape = shape;
  plan_.slots = slotsOf(shape.cell);
  plan_.vectorWidth = vectorWidth;
  plan_.paddedUnits = padded(shape.units);
  plan_.panels = plan_.paddedUnits / vectorWidth;
  // A stride that is no power of two spreads the rows over the sets of the first-level cache.
  plan_.stateStride = plan_.paddedUnits + lineFloats;

  if (shape.inputProjection) placeDense(plan_.projection, shape.columns, shape.units, false, false);
  for (int n = 0; n < shape.layers; n++) {
    const bool readsUnits = n > 0 || shape.inputProjection;
    placeLayer(plan_.layers[n], readsUnits ? shape.units : shape.columns, readsUnits);
  }
  if (shape.task == Task::NextPixel) placePixelHead();
  else placeHead();

  if (shape.inputProjection) nameDense(plan_.projection);
  for (int n = 0; n < shape.layers; n++) nameLayer(plan_.layers[n]);
  for (int n = 0; n < plan_.headLayers; n++) nameDense(plan_.head[n]);
  if (shape.task == Task::NextPixel) namePixelHead();
}

void Layout::placeHead() {
  const NetworkShape& shape = plan_.shape;
  int inputs = shape.units;
  for (int n = 0; n <= shape.hiddenLayers; n++) {
    const bool last = n == shape.hiddenLayers;
    const int outputs = last ? shape.classes : shape.hiddenWidths[n];
    placeDense(plan_.head[n], inputs, outputs, !last, true);
    plan_.widestHead = std::max(plan_.widestHead, padded(outputs));
    inputs = outputs;
  }
  plan_.headLayers = shape.hiddenLayers + 1;
}

void Layout::placePixelHead() {
  PixelHead& head = plan_.pixelHead;
  head.kernel = parameterMatrix(1, plan_.paddedUnits, vectorsInGroup * plan_.vectorWidth);
  head.bias = plan_.parameterFloats;
  plan_.parameterFloats += wholeLines(padded(1));
  plan_.widestHead = 1;
  addPieces(head.kernel, nullptr);
  pieces_.push_back({head.bias, padded(1), nullptr, nullptr, 0, false});
}

void Layout::pack(const float* canonical, float* packed) const {
  std::fill(packed, packed + plan_.parameterFloats, 0.0f);
  for (size_t n = 0; n < placeOf_.size(); n++) packed[placeOf_[n]] = canonical[n];
}

void Layout::unpack(const float* packed, float* canonical) const {
  for (size_t n = 0; n < placeOf_.size(); n++) canonical[n] = packed[placeOf_[n]];
}

int Layout::padded(int size) const {
  return (size + plan_.vectorWidth - 1) / plan_.vectorWidth * plan_.vectorWidth;
}

Matrix Layout::parameterMatrix(int rows, int columns, int groupWidth) {
  const Matrix matrix{plan_.parameterFloats, rows, columns, groupWidth};
  plan_.parameterFloats += wholeLines(int64_t(rows) * columns);
  return matrix;
}

Matrix Layout::transposedMatrix(int rows, int columns) {
  const Matrix matrix{plan_.transposedFloats, rows, columns, vectorsInGroup * plan_.vectorWidth};
  plan_.transposedFloats += wholeLines(int64_t(rows) * columns);
  return matrix;
}

void Layout::placeDense(DenseLayer& layer, int inputs, int outputs, bool relu,
                        bool needsInputGradient) {
  const int columns = padded(outputs);
  layer = DenseLayer{inputs, outputs, relu, {}, 0, {}};
  layer.kernel = parameterMatrix(inputs, columns, vectorsInGroup * plan_.vectorWidth);
  if (needsInputGradient) layer.transposed = transposedMatrix(columns, padded(inputs));
  layer.bias = plan_.parameterFloats;
  plan_.parameterFloats += wholeLines(columns);
  addPieces(layer.kernel, needsInputGradient ? &layer.transposed : nullptr);
  pieces_.push_back({layer.bias, columns, nullptr, nullptr, 0, false});
}

void Layout::placeLayer(RecurrentLayer& layer, int inputs, bool needsInputGradient) {
  const auto& [slots, kernelSlots, recurrentFirst, recurrentSlots, columns] = plan_.slots;
  const int units = plan_.shape.units;
  const int width = plan_.vectorWidth;
  const int kernelColumns = plan_.panels * kernelSlots * width;
  const int recurrentColumns = plan_.panels * recurrentSlots * width;
  layer.inputs = inputs;
  layer.needsInputGradient = needsInputGradient;
  layer.kernel = parameterMatrix(inputs, kernelColumns, kernelSlots * width);
  layer.recurrent = parameterMatrix(units, recurrentColumns, recurrentSlots * width);
  layer.recurrentTransposed = transposedMatrix(recurrentColumns, plan_.paddedUnits);
  if (needsInputGradient) layer.kernelTransposed = transposedMatrix(kernelColumns, padded(inputs));
  addPieces(layer.kernel, needsInputGradient ? &layer.kernelTransposed : nullptr);
  addPieces(layer.recurrent, &layer.recurrentTransposed);
  if (plan_.shape.cell == CellKind::GruResetBefore) {
    layer.candidate = parameterMatrix(units, plan_.paddedUnits, vectorsInGroup * width);
    layer.candidateTransposed = transposedMatrix(plan_.paddedUnits, plan_.paddedUnits);
    addPieces(layer.candidate, &layer.candidateTransposed);
  }
  layer.bias = plan_.parameterFloats;
  const int biases = slots * plan_.paddedUnits;
  plan_.parameterFloats += wholeLines(biases);
  pieces_.push_back({layer.bias, biases, nullptr, nullptr, 0, false});
}

void Layout::addPieces(const Matrix& matrix, const Matrix* transposed) {
  for (int first = 0, group = 0; first < matrix.columns; first += matrix.groupWidth, group++) {
    const int width = std::min(matrix.groupWidth, matrix.columns - first);
    const int64_t offset = matrix.offset + int64_t(first) * matrix.rows;
    pieces_.push_back({offset, int64_t(width) * matrix.rows, transposed ? &matrix : nullptr,
                       transposed, group, true});
  }
}

/** Appends the places of `kernel` and `bias` in the canonical order. */
void Layout::nameDense(const DenseLayer& layer) {
  for (int row = 0; row < layer.inputs; row++) {
    for (int column = 0; column < layer.outputs; column++) {
      placeOf_.push_back(placeIn(layer.kernel, row, column));
    }
  }
  for (int column = 0; column < layer.outputs; column++) placeOf_.push_back(layer.bias + column);
}

void Layout::namePixelHead() {
  for (int unit = 0; unit < plan_.shape.units; unit++) {
    placeOf_.push_back(placeIn(plan_.pixelHead.kernel, 0, unit));
  }
  placeOf_.push_back(plan_.pixelHead.bias);
}

/** Appends the places of `kernel`, `recurrentKernel`, `bias` and perhaps `recurrentBias`. */
void Layout::nameLayer(const RecurrentLayer& layer) {
  const CellSlots& slots = plan_.slots;
  const int width = plan_.vectorWidth;
  const int units = plan_.shape.units;
  const int gates = slots.kernelSlots;
  const auto panelColumn = [&](int slot, int slotsInPanel, int unit) {
    return (unit / width * slotsInPanel + slot) * width + unit % width;
  };
  const auto slotOfColumn = [&](int first, int count, int gate) {
    for (int slot = first; slot < first + count; slot++) {
      if (slots.columnOfSlot[slot] == gate) return slot;
    }
    return -1;
  };
  for (int row = 0; row < layer.inputs; row++) {
    for (int gate = 0; gate < gates; gate++) {
      const int slot = slotOfColumn(0, gates, gate);
      for (int unit = 0; unit < units; unit++) {
        placeOf_.push_back(placeIn(layer.kernel, row, panelColumn(slot, gates, unit)));
      }
    }
  }
  for (int row = 0; row < units; row++) {
    for (int gate = 0; gate < gates; gate++) {
      const int slot = slotOfColumn(slots.recurrentFirst, slots.recurrentSlots, gate);
      for (int unit = 0; unit < units; unit++) {
        const int column = panelColumn(slot - slots.recurrentFirst, slots.recurrentSlots, unit);
        placeOf_.push_back(slot < 0 ? placeIn(layer.candidate, row, unit)
                                    : placeIn(layer.recurrent, row, column));
      }
    }
  }
  const auto nameBias = [&](int slot) {
    for (int unit = 0; unit < units; unit++) {
      placeOf_.push_back(layer.bias + panelColumn(slot, slots.slots, unit));
    }
  };
  for (int gate = 0; gate < gates; gate++) nameBias(slotOfColumn(0, gates, gate));
  if (slots.slots > gates) nameBias(gates);
}

}  // namespace gatescope
