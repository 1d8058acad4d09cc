// Inference with a view inside: the activations of each step, copied out of the kernel's panels into
// row-major arrays, and changed there where interventions ask for it.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "session.h"

namespace gatescope {

namespace {

constexpr int rowsOfChunk = 64;

/** Names within a layer, in the order of the slots of plan.h. */
const std::vector<std::string>& slotNames(CellKind cell) {
  static const std::vector<std::string> lstm{"inputGate", "forgetGate", "candidate", "outputGate"};
  static const std::vector<std::string> gru{"candidate", "updateGate", "resetGate"};
  return cell == CellKind::Lstm ? lstm : gru;
}

struct Observed {
  const Plan& plan;
  const std::vector<Recording>& recordings;
  int firstImage;
  int steps;
};

/** Panels [panel, capacity, vectors of a row] → [image, units]; `slot` is the vector to take. */
void copyFromPanels(const Plan& plan, const StepState& state, const float* panels, int vectors,
                    int slot, float* to, int64_t toRow) {
  const int width = plan.vectorWidth;
  for (int panel = 0; panel < plan.panels; panel++) {
    const int unit = panel * width;
    const size_t bytes = size_t(std::min(width, plan.shape.units - unit)) * sizeof(float);
    for (int row = 0; row < state.rows; row++) {
      const int64_t from = (int64_t(panel) * state.capacity + row) * vectors + slot;
      std::memcpy(to + row * toRow + unit, panels + from * width, bytes);
    }
  }
}

void copyRows(int rows, int size, const float* from, int64_t fromRow, float* to, int64_t toRow) {
  for (int row = 0; row < rows; row++) {
    std::memcpy(to + row * toRow, from + row * fromRow, size_t(size) * sizeof(float));
  }
}

void softmaxRows(int rows, int size, float* values, int64_t stride) {
  for (int row = 0; row < rows; row++, values += stride) {
    const float largest = *std::max_element(values, values + size);
    float sum = 0;
    for (int n = 0; n < size; n++) sum += values[n] = std::exp(values[n] - largest);
    for (int n = 0; n < size; n++) values[n] /= sum;
  }
}

void sigmoidRows(int rows, float* values, int64_t stride) {
  for (int row = 0; row < rows; row++, values += stride) *values = 1 / (1 + std::exp(-*values));
}

void record(void* observer, const StepState& state) {
  const auto& [plan, recordings, firstImage, steps] = *static_cast<Observed*>(observer);
  for (const Recording& recording : recordings) {
    const int64_t row = int64_t(steps) * recording.size;
    float* to = recording.values + firstImage * row + int64_t(state.step) * recording.size;
    const LayerState& layer = state.layers[recording.layer];
    const int64_t headRow = plan.widestHead;
    switch (recording.source) {
      case Recording::Source::Projection:
        copyRows(state.rows, recording.size, state.projection, plan.stateStride, to, row);
        break;
      case Recording::Source::Slot:
        copyFromPanels(plan, state, layer.slots, plan.slots.slots, recording.slot, to, row);
        break;
      case Recording::Source::Cell:
        copyFromPanels(plan, state, layer.cell, 1, 0, to, row);
        break;
      case Recording::Source::Hidden:
        copyRows(state.rows, recording.size, layer.hidden, plan.stateStride, to, row);
        break;
      case Recording::Source::Head:
        copyRows(state.rows, recording.size, state.head[recording.layer], headRow, to, row);
        break;
      case Recording::Source::Probabilities:
        copyRows(state.rows, recording.size, state.head[recording.layer], headRow, to, row);
        if (plan.shape.task == Task::NextPixel) sigmoidRows(state.rows, to, row);
        else softmaxRows(state.rows, recording.size, to, row);
        break;
    }
  }
}

struct Edits {
  const Plan& plan;
  const std::vector<Edit>& edits;
};

EditPhase phaseOf(CellKind cell, const Edit& edit) {
  if (edit.place == Recording::Source::Cell) return EditPhase::Cell;
  if (edit.place == Recording::Source::Hidden) return EditPhase::Hidden;
  return cell != CellKind::Lstm && edit.slot == 0 ? EditPhase::Candidate : EditPhase::Gates;
}

void carryOut(const void* editor, const EditView& view) {
  const auto& [plan, edits] = *static_cast<const Edits*>(editor);
  const int width = plan.vectorWidth;
  const int slots = plan.slots.slots;
  for (const Edit& edit : edits) {
    if (edit.layer != view.layer || edit.step != view.step) continue;
    if (phaseOf(plan.shape.cell, edit) != view.phase) continue;
    for (int unit = 0; unit < plan.shape.units; unit++) {
      const size_t u = size_t(unit);
      for (int row = 0; row < view.rows; row++) {
        const int64_t vector = int64_t(unit / width) * view.capacity + row;
        float* gates = view.slots + vector * slots * width + unit % width;
        float& value = edit.place == Recording::Source::Slot   ? gates[edit.slot * width]
                       : edit.place == Recording::Source::Cell ? view.cell[vector * width + unit % width]
                                      : view.hidden[int64_t(row) * plan.stateStride + unit];
        value = edit.kept[u] * value + edit.ofSource[u] * gates[edit.sourceSlot * width] +
                edit.constant[u];
      }
    }
  }
}

bool isOfHead(const Recording& recording) {
  return recording.source == Recording::Source::Head ||
         recording.source == Recording::Source::Probabilities;
}

}  // namespace

bool findActivation(const Plan& plan, const std::string& name, Recording& recording) {
  using Source = Recording::Source;
  const int units = plan.shape.units;
  if (plan.shape.inputProjection && name == "inputProjection.output") {
    recording = {Source::Projection, 0, 0, units, nullptr};
    return true;
  }
  for (int layer = 0; layer < plan.shape.layers; layer++) {
    const std::string prefix = "layers." + std::to_string(layer) + ".";
    const std::vector<std::string>& names = slotNames(plan.shape.cell);
    for (size_t slot = 0; slot < names.size(); slot++) {
      if (name != prefix + names[slot]) continue;
      recording = {Source::Slot, layer, int(slot), units, nullptr};
      return true;
    }
    if (plan.shape.cell == CellKind::Lstm && name == prefix + "cellState") {
      recording = {Source::Cell, layer, 0, units, nullptr};
      return true;
    }
    if (name == prefix + "hiddenState") {
      recording = {Source::Hidden, layer, 0, units, nullptr};
      return true;
    }
  }
  const int last = plan.shape.task == Task::NextPixel ? 0 : plan.headLayers - 1;
  for (int layer = 0; layer < last; layer++) {
    if (name != "head." + std::to_string(layer) + ".output") continue;
    recording = {Source::Head, layer, 0, plan.head[layer].outputs, nullptr};
    return true;
  }
  const bool probabilities = name == "head.probabilities";
  if (!probabilities && name != "head.logits") return false;
  recording = {probabilities ? Source::Probabilities : Source::Head, last, 0, plan.shape.classes,
               nullptr};
  return true;
}

void recordActivations(Device& device, const Layout& layout, const float* parameters,
                       const float* images, int count, int steps,
                       const std::vector<Recording>& recordings, const std::vector<Edit>& edits,
                       const std::atomic<bool>& stop) {
  const FlushToZero flush;
  const Plan& plan = layout.plan();
  FloatBuffer weights(plan.parameterFloats);
  layout.pack(parameters, weights.data());
  const int threads = device.pool.threads();
  const int rows = std::clamp((count + threads - 1) / threads, 1, rowsOfChunk);
  Chunk chunk{};
  chunk.images.floats = images;
  chunk.rows = rows;
  chunk.steps = chunk.stepsRead = steps;
  const int chunks = (count + rows - 1) / rows;
  const int64_t floats = device.kernel.workspaceFloats(plan, chunk, Purpose::Inference);
  std::vector<FloatBuffer> workspaces;
  for (int n = 0; n < (chunks == 1 ? 1 : threads); n++) workspaces.emplace_back(floats);
  const bool head = std::any_of(recordings.begin(), recordings.end(), isOfHead);

  const Edits editor{plan, edits};
  const auto edit = edits.empty() ? nullptr : carryOut;

  const auto run = [&](int part, int who) {
    Observed observed{plan, recordings, part * rows, steps};
    InferenceTask task{};
    task.chunk = chunk;
    task.chunk.first = part * rows;
    task.chunk.rows = std::min(rows, count - task.chunk.first);
    task.weights = weights.data();
    task.workspace = workspaces[size_t(who)].data();
    task.stop = &stop;
    task.headAtEveryStep = head;
    task.observe = record;
    task.observer = &observed;
    task.edit = edit;
    task.editor = &editor;
    device.kernel.infer(plan, task);
  };
  // One chunk is not worth waking anybody for.
  if (chunks == 1) run(0, 0);
  else device.pool.run(chunks, run);
}

}  // namespace gatescope
