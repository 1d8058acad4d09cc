// Vectors of floats, written with the compiler's own vector type, so that one source serves every
// instruction set; and the two activation functions of a recurrent cell on them.
//
// Included by one kernel_*.cpp per instruction set, which sets VECTOR_WIDTH and REGISTERS. All that
// such a file compiles is in an unnamed namespace and uses nothing inline of the standard library:
// the linker must not mix code of different instruction sets.
#pragma once
#include "plan.h"

#define INLINE static inline __attribute__((always_inline))
/** Stands before loops with a constant count, whose body must live in registers. */
#define UNROLL _Pragma("GCC unroll 16")

namespace gatescope {
namespace {

constexpr int width = VECTOR_WIDTH;
constexpr int registers = REGISTERS;

typedef float Vector __attribute__((vector_size(VECTOR_WIDTH * 4), aligned(4), may_alias));

INLINE Vector load(const float* from) { return *reinterpret_cast<const Vector*>(from); }
INLINE void store(float* to, Vector value) { *reinterpret_cast<Vector*>(to) = value; }

/** `x - 0` is x for every x, so it costs nothing; `x + 0` turns -0 into 0 and would have to be done. */
INLINE Vector splat(float value) { return value - Vector{}; }

INLINE Vector squareRoot(Vector x) {
  UNROLL for (int lane = 0; lane < width; lane++) x[lane] = __builtin_sqrtf(x[lane]);
  return x;
}

/** max(x, 0) that lets NaN through, so that a diverged run shows. */
INLINE Vector relu(Vector x) { return x < 0.0f ? Vector{} : x; }

/**
 * tanh as x·P(x²)/Q(x²), both of degree 4 in x², fitted to the least largest relative error on
 * [-8, 8]: 6e-9, so that rounding to float32 (3e-7) is what counts. Beyond, tanh rounds to ±1. The
 * comparisons are written so that NaN goes through.
 */
INLINE Vector tanhOf(Vector x) {
  constexpr float limit = 8.0f;
  x = x > limit ? splat(limit) : x;
  x = x < -limit ? splat(-limit) : x;
  const Vector y = x * x;
  Vector p = y * 1.523061e-08f + 2.1894799e-05f;
  Vector q = y * 8.5225247e-07f + 3.4113057e-04f;
  p = p * y + 3.5716065e-03f;
  q = q * y + 2.6164474e-02f;
  p = p * y + 1.3444506e-01f;
  q = q * y + 4.6777833e-01f;
  p = p * y + 1.0f;
  q = q * y + 1.0f;
  return x * p / q;
}

/** 1 / (1 + e⁻ˣ) = (1 + tanh(x / 2)) / 2 */
INLINE Vector sigmoidOf(Vector x) { return tanhOf(x * 0.5f) * 0.5f + 0.5f; }

}  // namespace
}  // namespace gatescope
