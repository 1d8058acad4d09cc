// Dense layers (the head and the input projection), and the loss at the end of them.
#pragma once
#include "microkernel.h"

namespace gatescope {
namespace {

/** output[rows, outputs] = x·kernel + bias, ReLU where the layer has it. */
INLINE void denseForward(const DenseLayer& layer, const float* weights, int rows, const float* input,
                         int64_t inputRow, float* output, int64_t outputRow) {
  Epilogue epilogue;
  epilogue.bias = weights + layer.bias;
  epilogue.relu = layer.relu;
  multiply(rows, {input, inputRow, layer.inputs}, layer.kernel, weights, output, outputRow, epilogue);
}

/** The gradients of kernel and bias: dW += xᵀ·δ, db += Σ δ. */
INLINE void denseWeightGradient(const DenseLayer& layer, int rows, const float* input,
                                int64_t inputRow, const float* delta, int64_t deltaRow,
                                float* gradient) {
  const Matrix& kernel = layer.kernel;
  for (int first = 0; first < kernel.columns; first += kernel.groupWidth) {
    const int left = kernel.columns - first;
    const int groupWidth = left < kernel.groupWidth ? left : kernel.groupWidth;
    float* group = gradient + kernel.offset + int64_t(first) * kernel.rows;
    withVectors(groupWidth / width, [&](auto vectors) {
      const Sides sides{input, delta + first};
      addOuterProducts<decltype(vectors)::value>(rows, layer.inputs, &sides, 1, inputRow, deltaRow,
                                                 group, groupWidth);
    });
  }
  addRows(rows, kernel.columns, delta, deltaRow, gradient + layer.bias);
}

/** dx = δ·Wᵀ */
INLINE void denseInputGradient(const DenseLayer& layer, const float* transposed, int rows,
                               const float* delta, int64_t deltaRow, float* result,
                               int64_t resultRow) {
  multiply(rows, {delta, deltaRow, layer.outputs}, layer.transposed, transposed, result, resultRow,
           {});
}

/** The gradient before a ReLU: none where its output was not above 0. */
INLINE void maskByRelu(int rows, int columns, const float* output, int64_t outputRow, float* delta,
                       int64_t deltaRow) {
  for (int r = 0; r < rows; r++) {
    for (int c = 0; c < columns; c += width) {
      float* at = delta + r * deltaRow + c;
      store(at, load(output + r * outputRow + c) > 0.0f ? load(at) : Vector{});
    }
  }
}

/** log Σ exp(logits), shifted by the largest so that nothing overflows; NaN stays NaN. */
INLINE float logSumExp(const float* logits, int classes, float* exponentials, float* sum) {
  float largest = logits[0];
  for (int n = 1; n < classes; n++) largest = logits[n] > largest ? logits[n] : largest;
  float total = 0;
  for (int n = 0; n < classes; n++) {
    exponentials[n] = __builtin_expf(logits[n] - largest);
    total += exponentials[n];
  }
  *sum = total;
  return __builtin_logf(total) + largest;
}

constexpr int mostClasses = 256;

/**
 * Softmax cross-entropy of each row, and its gradient in place of the logits:
 * δ = scale · (softmax(logits) - onehot(label)), zero in the padding.
 */
INLINE double lossAndGradient(int rows, int classes, int columns, float* logits, int64_t row,
                              const uint8_t* labels, const Chunk& chunk, float scale) {
  double lossSum = 0;
  float exponentials[mostClasses];
  for (int r = 0; r < rows; r++) {
    const int label = labels[chunk.indices ? chunk.indices[r] : chunk.first + r];
    float* values = logits + r * row;
    float sum;
    lossSum += logSumExp(values, classes, exponentials, &sum) - values[label];
    for (int n = 0; n < columns; n++) values[n] = n < classes ? exponentials[n] / sum * scale : 0;
    values[label] -= scale;
  }
  return lossSum;
}

void judge(const Plan& plan, int rows, const float* logits, const uint8_t* labels, float* losses,
           int32_t* predicted) {
  float exponentials[mostClasses];
  const int classes = plan.shape.classes;
  for (int r = 0; r < rows; r++) {
    const float* values = logits + int64_t(r) * plan.widestHead;
    float sum;
    losses[r] = logSumExp(values, classes, exponentials, &sum) - values[labels[r]];
    int best = 0;
    for (int n = 1; n < classes; n++) best = values[n] > values[best] ? n : best;
    predicted[r] = best;
  }
}

}  // namespace
}  // namespace gatescope
