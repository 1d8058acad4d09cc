// Matrix products on tiles that live in registers, and the two shapes of product that training needs:
//
//   multiply          C (= or +=) A·B     rows × columns, B in groups of columns (see plan.h)
//   addOuterProducts  C += Aᵀ·D           the gradient of a matrix, over rows and steps
//
// A tile is Rows × Columns vectors of sums. Each turn of its loop reads one vector of B per column,
// and one float of A per row, which it multiplies with all of them. As many rows are taken as the
// registers hold. Rows left over are done in tiles of 4, 2 and 1.
#pragma once
#include "vector.h"

namespace gatescope {
namespace {

/** The most rows of a tile with so many columns of vectors. */
constexpr int tileRows(int columns) {
  if (registers >= 32) return columns == 4 ? 6 : 8;
  return columns == 4 ? 3 : columns == 3 ? 4 : columns == 2 ? 6 : 8;
}

template <int Rows, int Columns>
struct Tile {
  Vector sums[Rows][Columns];

  INLINE Tile zero() {
    Tile tile;
    UNROLL for (int r = 0; r < Rows; r++) {
      UNROLL for (int c = 0; c < Columns; c++) tile.sums[r][c] = Vector{};
    }
    return tile;
  }

  /** Every row the same, such as a bias. */
  INLINE Tile rowsOf(const float* row) {
    Tile tile;
    UNROLL for (int r = 0; r < Rows; r++) {
      UNROLL for (int c = 0; c < Columns; c++) tile.sums[r][c] = load(row + c * width);
    }
    return tile;
  }

  INLINE Tile from(const float* values, int64_t stride) {
    Tile tile;
    UNROLL for (int r = 0; r < Rows; r++) {
      UNROLL for (int c = 0; c < Columns; c++) {
        tile.sums[r][c] = load(values + r * stride + c * width);
      }
    }
    return tile;
  }
};

template <int Rows, int Columns>
INLINE void storeTile(const Tile<Rows, Columns>& tile, float* to, int64_t stride) {
  UNROLL for (int r = 0; r < Rows; r++) {
    UNROLL for (int c = 0; c < Columns; c++) store(to + r * stride + c * width, tile.sums[r][c]);
  }
}

/**
 * sums[r][c] += Σₖ a[r · aRow + k · aStep] · b[k · bStep + c · width …], for k < length. A is read along
 * its rows for a product and along its columns for an outer one.
 */
template <int Rows, int Columns>
INLINE void accumulate(Tile<Rows, Columns>& tile, int length, const float* a, int64_t aRow,
                       int64_t aStep, const float* b, int64_t bStep) {
  Tile<Rows, Columns> t = tile;
  // GCC 12 spends a fifth of the loop on its counter otherwise (measured).
#pragma GCC unroll 4
  for (int k = 0; k < length; k++) {
    if constexpr (Rows <= Columns) {
      Vector left[Rows];
      UNROLL for (int r = 0; r < Rows; r++) left[r] = splat(a[r * aRow]);
      UNROLL for (int c = 0; c < Columns; c++) {
        const Vector right = load(b + c * width);
        UNROLL for (int r = 0; r < Rows; r++) t.sums[r][c] += left[r] * right;
      }
    } else {
      Vector right[Columns];
      UNROLL for (int c = 0; c < Columns; c++) right[c] = load(b + c * width);
      UNROLL for (int r = 0; r < Rows; r++) {
        const Vector left = splat(a[r * aRow]);
        UNROLL for (int c = 0; c < Columns; c++) t.sums[r][c] += left * right[c];
      }
    }
    a += aStep;
    b += bStep;
  }
  tile = t;
}

template <int N>
struct Constant {
  static constexpr int value = N;
};

/** Calls act(first row, Constant<rows>) for tiles that cover all rows. */
template <int Columns, class Act>
INLINE void forEachTile(int rows, Act act) {
  constexpr int most = tileRows(Columns);
  int row = 0;
  for (; rows - row >= most; row += most) act(row, Constant<most>{});
  if constexpr (most > 4) {
    if (rows - row >= 4) {
      act(row, Constant<4>{});
      row += 4;
    }
  }
  if constexpr (most > 2) {
    if (rows - row >= 2) {
      act(row, Constant<2>{});
      row += 2;
    }
  }
  if (rows - row >= 1) act(row, Constant<1>{});
}

/** Calls act(Constant<vectors>) with a number of vectors known only at run time, 1 to 4. */
template <class Act>
INLINE void withVectors(int vectors, Act act) {
  if (vectors == 4) act(Constant<4>{});
  else if (vectors == 3) act(Constant<3>{});
  else if (vectors == 2) act(Constant<2>{});
  else act(Constant<1>{});
}

/**
 * A left operand whose columns lie in chunks: `chunks` runs of `length` columns, `chunkStep` floats
 * apart, as the slots of one panel after another do. `row` is the distance between rows.
 */
struct Left {
  const float* values;
  int64_t row;
  int length;
  int chunks = 1;
  int64_t chunkStep = 0;
};

struct Epilogue {
  const float* bias = nullptr;
  bool relu = false;
  bool add = false;  // to what the result holds
};

/** result[rows, columns of B] = A·B with what the epilogue asks for. */
__attribute__((noinline)) void multiply(int rows, const Left& a, const Matrix& matrix,
                                        const float* matrixStore, float* result,
                                        int64_t resultRow, const Epilogue& epilogue) {
  for (int first = 0; first < matrix.columns; first += matrix.groupWidth) {
    const int left = matrix.columns - first;
    const int groupWidth = left < matrix.groupWidth ? left : matrix.groupWidth;
    const float* group = matrixStore + matrix.offset + int64_t(first) * matrix.rows;
    withVectors(groupWidth / width, [&](auto vectors) __attribute__((always_inline)) {
      constexpr int Columns = decltype(vectors)::value;
      forEachTile<Columns>(rows, [&](int row, auto count) __attribute__((always_inline)) {
        using T = Tile<decltype(count)::value, Columns>;
        float* to = result + row * resultRow + first;
        T tile = epilogue.add    ? T::from(to, resultRow)
                 : epilogue.bias ? T::rowsOf(epilogue.bias + first)
                                 : T::zero();
        for (int chunk = 0; chunk < a.chunks; chunk++) {
          accumulate(tile, a.length, a.values + row * a.row + chunk * a.chunkStep, a.row, 1,
                     group + int64_t(chunk) * a.length * groupWidth, groupWidth);
        }
        if (epilogue.relu) {
          for (auto& line : tile.sums) {
            for (auto& sums : line) sums = relu(sums);
          }
        }
        storeTile(tile, to, resultRow);
      });
    });
  }
}

/** One product Aᵀ·D of several that are added up: such as the input of a step, and its δ. */
struct Sides {
  const float* a;
  const float* d;
};

/**
 * gradient[k][…] += Σ over rows of a[row][k] · d[row][…], for k < length and `Columns` vectors, and the
 * same for all `sides` in their order: the gradient of one group of columns of a matrix.
 */
template <int Columns>
__attribute__((noinline)) void addOuterProducts(int rows, int length, const Sides* sides, int count,
                                                int64_t aRow, int64_t dRow, float* gradient,
                                                int64_t gradientRow) {
  forEachTile<Columns>(length, [&](int k, auto tileRows) __attribute__((always_inline)) {
    constexpr int Rows = decltype(tileRows)::value;
    auto tile = Tile<Rows, Columns>::from(gradient + k * gradientRow, gradientRow);
    for (int n = 0; n < count; n++) {
      accumulate(tile, rows, sides[n].a + k, 1, aRow, sides[n].d, dRow);
    }
    storeTile(tile, gradient + k * gradientRow, gradientRow);
  });
}

/** sums[…] += the rows of d, `Columns` vectors wide: the gradient of a bias. */
INLINE void addRows(int rows, int columns, const float* d, int64_t dRow, float* sums) {
  for (int c = 0; c < columns; c += width) {
    Vector sum = load(sums + c);
    for (int r = 0; r < rows; r++) sum += load(d + r * dRow + c);
    store(sums + c, sum);
  }
}

}  // namespace
}  // namespace gatescope
