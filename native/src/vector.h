// Vectors of floats, written with the compiler's own vector type, so that one source serves every
// instruction set; and the two activation functions of a recurrent cell on them.
//
// Included by one kernel_*.cpp per instruction set, which sets VECTOR_WIDTH and REGISTERS. All that
// such a file compiles is in an unnamed namespace and uses nothing inline of the standard library:
// the linker must not mix code of different instruction sets.
#pragma once
#include "plan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

// The larger and the smaller of x and a limit, where NaN stays NaN. x86 has an instruction that does
// just this and gives its second operand for NaN; the compiler does not find it, and these are used
// ten times for each unit and step.
//
// loadBytes makes floats of bytes; the compiler would do it one by one.
//
// multiplyAdd is a·b + c with one rounding, where the processor has it. The compiler makes such of
// plain sums as well; where both terms are products it could be either, and two places that must give
// the same bits would not.
#if defined(__x86_64__) && VECTOR_WIDTH == 16
INLINE Vector atLeast(float limit, Vector x) { return Vector(_mm512_max_ps(splat(limit), x)); }
INLINE Vector atMost(float limit, Vector x) { return Vector(_mm512_min_ps(splat(limit), x)); }
INLINE Vector multiplyAdd(Vector a, Vector b, Vector c) { return Vector(_mm512_fmadd_ps(a, b, c)); }
INLINE Vector loadBytes(const uint8_t* from) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  return Vector(_mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(bytes)));
}
#elif defined(__x86_64__) && VECTOR_WIDTH == 8
INLINE Vector atLeast(float limit, Vector x) { return Vector(_mm256_max_ps(splat(limit), x)); }
INLINE Vector atMost(float limit, Vector x) { return Vector(_mm256_min_ps(splat(limit), x)); }
INLINE Vector multiplyAdd(Vector a, Vector b, Vector c) { return Vector(_mm256_fmadd_ps(a, b, c)); }
INLINE Vector loadBytes(const uint8_t* from) {
  const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from));
  return Vector(_mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(bytes)));
}
#elif defined(__x86_64__)
INLINE Vector atLeast(float limit, Vector x) { return Vector(_mm_max_ps(splat(limit), x)); }
INLINE Vector atMost(float limit, Vector x) { return Vector(_mm_min_ps(splat(limit), x)); }
INLINE Vector multiplyAdd(Vector a, Vector b, Vector c) { return a * b + c; }
#else
INLINE Vector atLeast(float limit, Vector x) { return x < limit ? splat(limit) : x; }
INLINE Vector atMost(float limit, Vector x) { return x > limit ? splat(limit) : x; }
INLINE Vector multiplyAdd(Vector a, Vector b, Vector c) {
  UNROLL for (int lane = 0; lane < width; lane++) c[lane] = __builtin_fmaf(a[lane], b[lane], c[lane]);
  return c;
}
#endif

#if VECTOR_WIDTH == 4
INLINE Vector loadBytes(const uint8_t* from) {
  return Vector{float(from[0]), float(from[1]), float(from[2]), float(from[3])};
}
#endif

INLINE Vector relu(Vector x) { return atLeast(0.0f, x); }

/**
 * tanh(x / Shrink) / Shrink. tanh is taken as x·P(x²)/Q(x²), both of degree 4 in x², fitted to the
 * least largest relative error on [-8, 8]: 6e-9, so that rounding to float32 (3e-7) is what counts.
 * Beyond, tanh rounds to ±1. Shrinking is done in the coefficients.
 */
template <int Shrink>
INLINE Vector shrunkTanh(Vector x) {
  constexpr float s = 1.0f / (Shrink * Shrink);
  constexpr float limit = 8.0f * Shrink;
  x = atLeast(-limit, atMost(limit, x));
  const Vector y = x * x;
  Vector p = y * (1.523061e-08f * s * s * s * s * s) + 2.1894799e-05f * s * s * s * s;
  Vector q = y * (8.5225247e-07f * s * s * s * s) + 3.4113057e-04f * s * s * s;
  p = p * y + 3.5716065e-03f * s * s * s;
  q = q * y + 2.6164474e-02f * s * s;
  p = p * y + 1.3444506e-01f * s * s;
  q = q * y + 4.6777833e-01f * s;
  p = p * y + s;
  q = q * y + 1.0f;
  return x * p / q;
}

INLINE Vector tanhOf(Vector x) { return shrunkTanh<1>(x); }

/** The logistic sigmoid, 1 / (1 + e⁻ˣ) = 1/2 + tanh(x / 2) / 2. */
INLINE Vector sigmoidOf(Vector x) { return shrunkTanh<2>(x) + 0.5f; }

}  // namespace
}  // namespace gatescope
