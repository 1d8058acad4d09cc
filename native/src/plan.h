// How a network lies in memory: the plan that every other file works from.
//
// Outside, parameters are one flat array in the order of src/networks/parameters.ts. Inside, they are
// kept in the form in which the inner loops read them, and so are their gradients and Adam's moments,
// so that nothing is packed during a step:
//
// * A matrix is cut into groups of columns; a group is stored row by row. A group is at most four
//   vectors wide, so that a tile of a product has its columns in one run of memory.
// * A recurrent layer's groups are panels: one vector of units × all their gates. A tile of the
//   product therefore ends with all gates of those units in registers, and the cell's equations are
//   applied there.
// * The gates of a panel are called slots. For the GRU they are ordered h̃, z, r (and, resetting
//   after, the recurrent part of h̃ once more), so that the columns that meet the input and those that
//   meet the state each lie side by side.
// * Units are padded to whole vectors with zero weights. Their states, gradients and updates stay zero.
//
// Everything here is plain data without inline functions: the header is compiled for several
// instruction sets, and the linker keeps one copy of an inline function, whichever that is.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gatescope {

enum class CellKind { Lstm, GruResetAfter, GruResetBefore };

/**
 * What the network answers: the class after the last step, by dense layers and a softmax; or, at every
 * step, how probable it is that the next pixel is 1, by one affine map and a sigmoid.
 */
enum class Task { Classify, NextPixel };

constexpr int mostLayers = 4;
constexpr int mostHeadLayers = 4;
constexpr int mostSlots = 4;
constexpr int vectorsInGroup = 4;

/** The slots of a panel, and which run of them is computed from the input and from the old state. */
struct CellSlots {
  int slots;
  int kernelSlots;          // slots 0 … kernelSlots - 1 have columns in the kernel
  int recurrentFirst;       // slots recurrentFirst … have columns in the recurrent panels
  int recurrentSlots;
  int columnOfSlot[mostSlots];  // the gate's place in the canonical order i, f, c̃, o or z, r, h̃
};

constexpr CellSlots lstmSlots{4, 4, 0, 4, {0, 1, 2, 3}};
constexpr CellSlots gruResetAfterSlots{4, 3, 1, 3, {2, 0, 1, 2}};
/** The candidate's recurrent matrix is apart: it meets r∘h, which needs r of all units first. */
constexpr CellSlots gruResetBeforeSlots{3, 3, 1, 2, {2, 0, 1, 0}};

/** A matrix [rows, columns] in groups of columns; the last group may be narrower. */
struct Matrix {
  int64_t offset;  // in its store, in floats
  int rows;
  int columns;     // padded to whole vectors
  int groupWidth;
};

/** A run of columns. */
struct Span {
  int first;
  int length;
};

/** y = x·kernel + bias, then perhaps ReLU. */
struct DenseLayer {
  int inputs;
  int outputs;
  bool relu;
  Matrix kernel;      // [inputs, outputs]
  int64_t bias;       // [outputs, padded]
  Matrix transposed;  // [outputs, inputs], in the store of transposes
};

/** logit = h·kernel + bias, the head of Task::NextPixel. */
struct PixelHead {
  Matrix kernel;  // [1, units]: the one column, laid down
  int64_t bias;   // [1]
};

struct RecurrentLayer {
  int inputs;
  bool needsInputGradient;
  Matrix kernel;           // [inputs, panel · kernelSlots · vector]
  Matrix recurrent;        // [units, panel · recurrentSlots · vector]
  Matrix candidate;        // [units, units], reset-before only
  int64_t bias;            // [panel, slot, vector]
  Matrix kernelTransposed;     // these three in the store of transposes
  Matrix recurrentTransposed;
  Matrix candidateTransposed;
};

/** What the network is, before anything is laid out. */
struct NetworkShape {
  CellKind cell;
  int units;
  int layers;
  int columns;
  int classes;
  bool inputProjection;
  bool reluFirst;  // ReLU between the last hidden state and the head
  int hiddenLayers;
  int hiddenWidths[mostHeadLayers - 1];
  Task task;       // with NextPixel there are no hidden layers, no ReLU first, and 1 class
};

struct Plan {
  NetworkShape shape;
  CellSlots slots;
  int vectorWidth;
  int paddedUnits;
  int panels;
  int stateStride;  // floats between the rows of a hidden state
  DenseLayer projection;
  RecurrentLayer layers[mostLayers];
  int headLayers;
  DenseLayer head[mostHeadLayers];  // Classify
  int widestHead;                   // floats between the rows of what the head gives
  PixelHead pixelHead;              // NextPixel
  int64_t parameterFloats;
  int64_t transposedFloats;
};

/** A stretch of the parameters that is updated as one task, and the transpose that follows from it. */
struct Piece {
  int64_t offset;
  int64_t length;
  const Matrix* matrix;      // these two null for biases and for what needs no transpose
  const Matrix* transposed;
  int group;                 // of the matrix
  bool decays;               // weights do, biases do not
};

}  // namespace gatescope
