// What both GRUs share: their gates and their state, whatever the reset gate acts on.
//
//   slots h̃, z, r   h = z∘h₋₁ + (1 - z)∘h̃
#pragma once
#include "edits.h"

namespace gatescope {
namespace {

/** h; `hiddenOld` is null before the first step. */
INLINE Vector gruState(Vector candidate, Vector z, const float* hiddenOld) {
  const Vector h = candidate - z * candidate;
  return hiddenOld ? h + z * load(hiddenOld) : h;
}

/** z and r of a whole layer, in place of their sums. */
template <int Slots>
INLINE void editedGruGates(const Plan& plan, const StepView& step, const EditPoint& point) {
  forEachVector<Slots>(plan, step, [&](float* saved, int64_t, int64_t) {
    store(saved + width, sigmoidOf(load(saved + width)));
    store(saved + 2 * width, sigmoidOf(load(saved + 2 * width)));
  });
  point.edit(EditPhase::Gates, step);
}

/** h of a whole layer, from its candidates. */
template <int Slots>
INLINE void editedGruState(const Plan& plan, const StepView& step, const EditPoint& point) {
  point.edit(EditPhase::Candidate, step);
  forEachVector<Slots>(plan, step, [&](const float* saved, int64_t, int64_t state) {
    const float* hiddenOld = step.hiddenOld ? step.hiddenOld + state : nullptr;
    store(step.hidden + state, gruState(load(saved), load(saved + width), hiddenOld));
  });
  point.edit(EditPhase::Hidden, step);
}

}  // namespace
}  // namespace gatescope
