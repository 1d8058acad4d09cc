// The head of Task::NextPixel: at every step one affine map of the top layer's hidden state, a sigmoid,
// and binary cross-entropy against the pixel that is read next. A dense layer would pad its one column to
// a whole vector, at every step.
#pragma once
#include "microkernel.h"

namespace gatescope {
namespace {

INLINE float sumOf(Vector x) {
  float lanes[width];
  store(lanes, x);
  for (int half = width / 2; half > 0; half /= 2) {
    for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
  }
  return lanes[0];
}

/** logits[row] = h·kernel + bias */
static void pixelLogits(const Plan& plan, const float* weights, int rows, const float* hidden,
                        float* logits) {
  const float* kernel = weights + plan.pixelHead.kernel.offset;
  const float bias = weights[plan.pixelHead.bias];
  for (int row = 0; row < rows; row++, hidden += plan.stateStride) {
    Vector sum{};
    for (int unit = 0; unit < plan.paddedUnits; unit += width) {
      sum += load(hidden + unit) * load(kernel + unit);
    }
    logits[row] = sumOf(sum) + bias;
  }
}

/**
 * log σ(|x|) with an absolute error of 1e-7. It is log((1 + τ) / 2) with τ = tanh(|x| / 2), which is
 * 2·artanh(t) with t = (τ - 1) / (τ + 3) in [-1/3, 0]: a power series.
 */
INLINE Vector logSigmoidOfSize(Vector x) {
  const Vector size = x < 0.0f ? -x : x;
  const Vector tau = 2.0f * shrunkTanh<2>(size);
  const Vector t = (tau - 1.0f) / (tau + 3.0f);
  const Vector y = t * t;
  Vector sum = y * (1.0f / 15) + 1.0f / 13;
  sum = sum * y + 1.0f / 11;
  sum = sum * y + 1.0f / 9;
  sum = sum * y + 1.0f / 7;
  sum = sum * y + 1.0f / 5;
  sum = sum * y + 1.0f / 3;
  return 2.0f * (sum * y * t + t);
}

/**
 * Binary cross-entropy of each row against a target from 0 to 1, in nats, and its gradient:
 * loss = max(l, 0) - l·target - log σ(|l|), δ = scale · (σ(l) - target).
 *
 * All arrays are [row], with room for whole vectors; δ may be null.
 */
static void pixelLoss(int rows, const float* logits, const float* targets, float scale,
                      float* losses, float* delta) {
  for (int row = 0; row < rows; row += width) {
    const Vector logit = load(logits + row), target = load(targets + row);
    store(losses + row, relu(logit) - logit * target - logSigmoidOfSize(logit));
    if (delta) store(delta + row, (sigmoidOf(logit) - target) * scale);
  }
}

/**
 * Adds to the gradients of kernel and hidden state [row, paddedUnits]. The sums of a step are added up
 * by themselves first: a long row of terms added one by one would lose two digits.
 *
 * @param hidden what the head read; with dropout its factors beside it, [row, paddedUnits], else null
 * @returns what this step adds to the gradient of the bias
 */
static double pixelGradient(const Plan& plan, const float* weights, int rows, const float* delta,
                          const float* hidden, const float* factors, float* hiddenGradient,
                          float* gradient) {
  const float* kernel = weights + plan.pixelHead.kernel.offset;
  float* kernelGradient = gradient + plan.pixelHead.kernel.offset;
  for (int unit = 0; unit < plan.paddedUnits; unit += width) {
    const Vector weight = load(kernel + unit);
    Vector sum{};
    for (int row = 0; row < rows; row++) {
      const int64_t at = int64_t(row) * plan.paddedUnits + unit;
      const Vector ofRow = splat(delta[row]);
      sum += ofRow * load(hidden + row * plan.stateStride + unit);
      const Vector share = factors ? weight * load(factors + at) : weight;
      store(hiddenGradient + at, load(hiddenGradient + at) + ofRow * share);
    }
    store(kernelGradient + unit, load(kernelGradient + unit) + sum);
  }
  double ofBias = 0;
  for (int row = 0; row < rows; row++) ofBias += delta[row];
  return ofBias;
}

}  // namespace
}  // namespace gatescope
