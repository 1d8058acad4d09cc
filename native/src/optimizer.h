// What follows the gradients: their sum over the row blocks, Adam, and the transposes of the new
// weights for the next step back. All of it works on one piece of the parameters.
#pragma once
#include "kernel.h"
#include "vector.h"

namespace gatescope {
namespace {

/** Always in the order of the blocks, so that the sum does not depend on who computed which. */
static double sumGradients(const Piece& piece, float* const* gradients, int count) {
  const int64_t end = piece.offset + piece.length;
  Vector squares{};
  for (int64_t n = piece.offset; n < end; n += width) {
    Vector sum = load(gradients[0] + n);
    for (int block = 1; block < count; block++) sum += load(gradients[block] + n);
    store(gradients[0] + n, sum);
    squares += sum * sum;
  }
  double total = 0;
  for (int lane = 0; lane < width; lane++) total += double(squares[lane]);
  return total;
}

/**
 * Kingma and Ba (2015), algorithm 1: m ← β₁m + (1 - β₁)g, v ← β₂v + (1 - β₂)g²,
 * θ ← θ - α·m̂ / (√v̂ + ε) with m̂ = m / (1 - β₁ᵗ), v̂ = v / (1 - β₂ᵗ). Weight decay is decoupled from
 * the moments, as in Loshchilov and Hutter (2019): θ ← (1 - α·λ)θ first.
 */
static void adam(const Piece& piece, const AdamSettings& settings, const float* gradient,
                 float* parameters, float* firstMoment, float* secondMoment) {
  const auto [beta1, beta2, share1, share2, epsilon, stepSize, inverseCorrection2, scale,
              keptWeight] = settings;
  const float kept = piece.decays ? keptWeight : 1.0f;
  const int64_t end = piece.offset + piece.length;
  for (int64_t n = piece.offset; n < end; n += width) {
    const Vector g = load(gradient + n) * scale;
    const Vector m = load(firstMoment + n) * beta1 + g * share1;
    const Vector v = load(secondMoment + n) * beta2 + g * g * share2;
    store(firstMoment + n, m);
    store(secondMoment + n, v);
    const Vector step = m * stepSize / (squareRoot(v * inverseCorrection2) + epsilon);
    store(parameters + n, load(parameters + n) * kept - step);
  }
}

/** transposed[column of the piece][row] = matrix[row][column of the piece] */
static void transpose(const Piece& piece, const float* parameters, float* transposed) {
  if (!piece.transposed) return;
  const Matrix& from = *piece.matrix;
  const Matrix& to = *piece.transposed;
  const int groupWidth = int(piece.length / from.rows);
  const int firstColumn = piece.group * from.groupWidth;
  for (int first = 0; first < to.columns; first += to.groupWidth) {
    const int left = to.columns - first;
    const int toWidth = left < to.groupWidth ? left : to.groupWidth;
    const int rows = from.rows - first < toWidth ? from.rows - first : toWidth;  // not the padding
    float* group = transposed + to.offset + int64_t(first) * to.rows;
    const float* source = parameters + piece.offset + int64_t(first) * groupWidth;
    for (int column = 0; column < groupWidth; column++) {
      float* target = group + int64_t(firstColumn + column) * toWidth;
      for (int row = 0; row < rows; row++) target[row] = source[int64_t(row) * groupWidth + column];
    }
  }
}

}  // namespace
}  // namespace gatescope
