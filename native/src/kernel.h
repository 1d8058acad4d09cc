// What a kernel offers to the rest: one table of functions per instruction set. A kernel works on
// chunks of rows and on pieces of parameters, on one thread, and knows nothing of threads, sessions or
// JavaScript.
#pragma once
#include <atomic>

#include "plan.h"

namespace gatescope {

/** Images as bytes with the input value of each grey level, or as floats: [image, step, column]. */
struct Images {
  const uint8_t* bytes = nullptr;
  const float* levels = nullptr;
  int threshold = 0;  // where there are two levels alone: the first grey of the higher; else 0
  int firstLit = 0;   // greys below it have the input 0
  const float* floats = nullptr;
};

/**
 * Some rows of a batch, and the steps that are run. Row n is image `indices[n]`, or `first + n` without
 * indices.
 */
struct Chunk {
  Images images;
  const int32_t* indices = nullptr;
  int first = 0;
  int firstInBatch = 0;  // where the chunk begins in its batch, for dropout
  int rows;
  int steps;
  int stepsRead;  // one more than are run where the next pixel is only a target; else the same
  int stepsKept;  // in training: whose activations are kept at once; a multiple of 4, or all steps
};

/** Buffers of a kernel on one thread: those of the kept steps for training, of two steps otherwise. */
enum class Purpose { Training, TrainingWithDropout, Inference };

/**
 * Dropout on the way up: each hidden value that a layer hands to the one above, and the top layer to the
 * head, is zeroed with this probability, the others are scaled up to keep the mean. 0 for none. Which
 * ones depends on seed, training step, layer, time step, row of the batch and unit alone.
 */
struct Dropout {
  double probability;
  uint32_t seed;
  uint32_t trainingStep;
};

struct TrainTask {
  Chunk chunk;
  const uint8_t* labels;        // of the whole split; Classify
  float lossScale;              // 1 / targets of the batch
  const float* weights;
  const float* transposed;
  float* gradient;              // packed as the parameters; added to
  float* workspace;
  const std::atomic<bool>* stop;
  Dropout dropout;
  double lossSum;               // over all targets; added to
};

/** What an observer of a forward pass can look at after each step. */
struct LayerState {
  const float* slots;    // [panel, capacity, slot, vector]: gates
  const float* cell;     // LSTM: [panel, capacity, vector]
  const float* hidden;   // [row, stateStride]
};

struct StepState {
  int step;
  int rows;
  int capacity;
  const float* projection;        // [row, stateStride], or null
  LayerState layers[mostLayers];
  const float* head[mostHeadLayers];  // [row, widestHead], only where asked for; NextPixel: one
};

/** Which activations of a step are computed, and not yet used: the moment to edit them. */
enum class EditPhase { Gates, Candidate, Cell, Hidden };

/** What an editor may change; see LayerState for the shapes. */
struct EditView {
  int layer;
  int step;
  int rows;
  int capacity;
  EditPhase phase;
  float* slots;
  float* cell;
  float* hidden;
};

/** How well pixels are predicted; a pixel is taken for 1 where its logit is above 0. */
struct PixelScores {
  double lossSum;
  int32_t confusion[4];  // [true value, predicted value]
};

struct InferenceTask {
  Chunk chunk;
  const float* weights;
  float* workspace;
  const std::atomic<bool>* stop;
  bool headAtEveryStep;
  PixelScores* pixelScores;  // NextPixel: of all rows and steps, added to; or null
  void (*observe)(void* observer, const StepState& state);  // or null
  void* observer;
  void (*edit)(const void* editor, const EditView& view);  // or null
  const void* editor;
};

struct AdamSettings {
  float beta1, beta2;
  float share1, share2;       // of a new gradient in the moments: 1 - β₁, 1 - β₂
  float epsilon;
  float stepSize;             // α / (1 - β₁ᵗ)
  float inverseCorrection2;   // 1 / (1 - β₂ᵗ)
  float gradientScale;        // below 1 where the gradient is clipped
  float kept;                 // of a weight, 1 - α·λ with weight decay λ
};

struct Kernel {
  const char* name;
  int vectorWidth;
  /** Floats that a chunk with as many rows and steps needs. */
  int64_t (*workspaceFloats)(const Plan& plan, const Chunk& chunk, Purpose purpose);
  /** Adds a chunk's loss and gradient; false when stopped, with both left half done. */
  bool (*train)(const Plan& plan, TrainTask& task);
  bool (*infer)(const Plan& plan, const InferenceTask& task);
  /** Cross-entropy and most probable class of each row, from logits [row, widestHead]. */
  void (*judge)(const Plan& plan, int rows, const float* logits, const uint8_t* labels,
                float* losses, int32_t* predicted);
  /** gradients[0] = the sum of the gradients in their order, over a piece; returns Σ g². */
  double (*sumGradients)(const Piece& piece, float* const* gradients, int count);
  void (*adam)(const Piece& piece, const AdamSettings& settings, const float* gradient,
               float* parameters, float* firstMoment, float* secondMoment);
  void (*transpose)(const Piece& piece, const float* parameters, float* transposed);
};

}  // namespace gatescope
