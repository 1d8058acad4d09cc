// Makes plans, and carries parameters between the canonical order and a plan's own.
#pragma once
#include <vector>

#include "plan.h"

namespace gatescope {

class Layout {
 public:
  /** @param vectorWidth floats in a vector of the kernel that will run it */
  Layout(const NetworkShape& shape, int vectorWidth);
  Layout(const Layout&) = delete;

  const Plan& plan() const { return plan_; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  /** Length of the canonical array. */
  size_t parameterCount() const { return placeOf_.size(); }

  void pack(const float* canonical, float* packed) const;
  void unpack(const float* packed, float* canonical) const;

 private:
  void placeDense(DenseLayer& layer, int inputs, int outputs, bool relu, bool needsInputGradient);
  void placeHead();
  void placePixelHead();
  void placeLayer(RecurrentLayer& layer, int inputs, bool needsInputGradient);
  void nameDense(const DenseLayer& layer);
  void namePixelHead();
  void nameLayer(const RecurrentLayer& layer);
  Matrix parameterMatrix(int rows, int columns, int groupWidth);
  Matrix transposedMatrix(int rows, int columns);
  void addPieces(const Matrix& matrix, const Matrix* transposed);
  int padded(int size) const;

  Plan plan_{};
  std::vector<Piece> pieces_;
  std::vector<int64_t> placeOf_;  // canonical index → place in the packed array
};

}  // namespace gatescope
