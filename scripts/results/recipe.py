"""What every independent run shares: the images, the order of the batches, the starting weights, the figures."""

from math import sqrt
from pathlib import Path

import numpy as np

from randomNumbers import permutation

STEPS, BATCH, CLASSES = 2149, 256, 10
ROWS, COLUMNS, PIXELS = 28, 28, 28 * 28
HEAD_WIDTH = 64
LEARNING_RATE, BETA_1, BETA_2, EPSILON = 0.001, 0.9, 0.999, 1e-8
VALIDATION_IMAGES = 5000
INK_THRESHOLD = 0.1
TEST_CHUNK = 1000


def read_images(file):
    pixels = np.frombuffer(file.read_bytes(), np.uint8, offset=16)
    return (pixels.reshape(-1, ROWS, COLUMNS) / 255 > INK_THRESHOLD).astype(np.float32)


def read_labels(file):
    return np.frombuffer(file.read_bytes(), np.uint8, offset=8).astype(np.int64)


class Mnist:
    def __init__(self, directory):
        folder = Path(directory)
        self.train_images = read_images(folder / "train-images-idx3-ubyte")[VALIDATION_IMAGES:]
        self.train_labels = read_labels(folder / "train-labels-idx1-ubyte")[VALIDATION_IMAGES:]
        self.test_images = read_images(folder / "t10k-images-idx3-ubyte")
        self.test_labels = read_labels(folder / "t10k-labels-idx1-ubyte")


def batches(mnist, seed, steps):
    """The batches of a run. One that reaches the end of an epoch is filled up from the next epoch's order."""
    waiting, epoch = np.empty(0, np.int64), 0
    for _ in range(steps):
        if len(waiting) < BATCH:
            waiting = np.concatenate([waiting, permutation(seed, epoch, len(mnist.train_labels))])
            epoch += 1
        chosen, waiting = waiting[:BATCH], waiting[BATCH:]
        yield mnist.train_images[chosen], mnist.train_labels[chosen]


def glorot_limit(fan_in, fan_out):
    return sqrt(6 / (fan_in + fan_out))


def glorot_dense(weights, inputs, outputs):
    """A kernel [inputs, outputs]; the biases that follow it in the layout start at 0."""
    kernel = weights.draw((inputs, outputs), glorot_limit(inputs, outputs))
    weights.skip(outputs)
    return kernel


def glorot_convolution(weights, inputs, outputs):
    """A kernel [3, 3, inputs, outputs]."""
    kernel = weights.draw((3, 3, inputs, outputs), glorot_limit(9 * inputs, 9 * outputs))
    weights.skip(outputs)
    return kernel


def glorot_recurrent(weights, inputs, units, blocks, biases):
    """The weights of a recurrent layer, cut into the input's [inputs, columns] and the state's [units, columns].

    They count as one matrix over [input, state] for each block of so many gates, so a block's limit depends
    on its own columns alone.
    """
    limits = [glorot_limit(inputs + units, gates * units) for gates in blocks]
    columns = np.repeat(limits, [gates * units for gates in blocks])
    matrix = weights.draw((inputs + units, len(columns)), columns)
    weights.skip(biases)
    return matrix[:inputs], matrix[inputs:]


def glorot_lstm(weights, inputs, units):
    return glorot_recurrent(weights, inputs, units, [4], 4 * units)


def glorot_gru(weights, inputs, units, reset_after):
    """Both gates are one matrix and the candidate is another; reset-after has a second candidate bias."""
    return glorot_recurrent(weights, inputs, units, [2, 1], (4 if reset_after else 3) * units)


def glorot_rnn(weights, inputs, units):
    return glorot_recurrent(weights, inputs, units, [1], units)


def figures(logits, labels):
    """Mean cross-entropy and accuracy, in double precision whatever the network computed in."""
    logits = logits.astype(np.float64)
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    losses = log_sums - shifted[np.arange(len(labels)), labels]
    return {
        "testCrossEntropy": round(float(losses.mean()), 6),
        "testAccuracy": float((logits.argmax(axis=1) == labels).mean()),
    }


def test_logits(infer, images):
    """`infer` maps images to logits; the chunks keep a recurrent network's states small."""
    starts = range(0, len(images), TEST_CHUNK)
    return np.concatenate([infer(images[start : start + TEST_CHUNK]) for start in starts])
