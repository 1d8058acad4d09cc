"""The Keras models: the GRU that resets before the matrix product, which PyTorch does not have."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf

import recipe
from randomNumbers import StartingWeights

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

FRAMEWORK = f"Keras {keras.__version__} on TensorFlow {tf.__version__}"

MODELS = {
    "gru-32-reset-before": (1, 32),
    "gru-64-reset-before": (1, 64),
    "gru-3x32-reset-before": (3, 32),
    "gru-128-reset-before": (1, 128),
}


def start_gru(weights, layer, inputs, units):
    gates, candidate = np.ones(2 * units, np.float32), np.zeros(units, np.float32)
    layer.set_weights([*recipe.glorot_gru(weights, inputs, units, False), np.concatenate([gates, candidate])])


def start_dense(weights, layer, inputs, outputs):
    layer.set_weights([recipe.glorot_dense(weights, inputs, outputs), np.zeros(outputs, np.float32)])


def make_network(weights, recurrent_layers, units):
    recurrent = [
        keras.layers.GRU(units, reset_after=False, return_sequences=n < recurrent_layers - 1)
        for n in range(recurrent_layers)
    ]
    widths = [recipe.HEAD_WIDTH, recipe.HEAD_WIDTH, recipe.CLASSES]
    head = [keras.layers.Dense(width, activation="relu") for width in widths[:-1]]
    head.append(keras.layers.Dense(widths[-1]))
    network = keras.Sequential([keras.layers.Input((recipe.ROWS, recipe.COLUMNS)), *recurrent, *head])
    for n, layer in enumerate(recurrent):
        start_gru(weights, layer, recipe.COLUMNS if n == 0 else units, units)
    for layer, inputs, outputs in zip(head, [units, *widths], widths):
        start_dense(weights, layer, inputs, outputs)
    return network


class Adam:
    """Adam with epsilon outside the bias-corrected root.

    Keras's own adds epsilon to the root before the correction, which makes it matter more in early steps.
    """

    def __init__(self, variables):
        self.variables = variables
        self.step = tf.Variable(0.0)
        self.means = [tf.Variable(tf.zeros(variable.shape)) for variable in variables]
        self.squares = [tf.Variable(tf.zeros(variable.shape)) for variable in variables]

    def apply(self, gradients):
        step = self.step.assign_add(1.0)
        mean_correction = 1 - tf.pow(recipe.BETA_1, step)
        square_correction = 1 - tf.pow(recipe.BETA_2, step)
        for variable, gradient, mean, square in zip(self.variables, gradients, self.means, self.squares):
            new_mean = mean.assign(recipe.BETA_1 * mean + (1 - recipe.BETA_1) * gradient)
            new_square = square.assign(recipe.BETA_2 * square + (1 - recipe.BETA_2) * gradient**2)
            root = tf.sqrt(new_square / square_correction)
            variable.assign_sub(recipe.LEARNING_RATE * (new_mean / mean_correction) / (root + recipe.EPSILON))


def training_step(network):
    variables = [variable.value for variable in network.trainable_variables]
    optimizer = Adam(variables)

    @tf.function(jit_compile=True)
    def step(images, labels):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, network(images, training=True))
            loss = tf.reduce_mean(losses)
        optimizer.apply(tape.gradient(loss, variables))

    return step


def trained(name, mnist, seed, steps):
    """Trains the model and gives the function from images to logits."""
    network = make_network(StartingWeights(seed), *MODELS[name])
    step = training_step(network)
    for images, labels in recipe.batches(mnist, seed, steps):
        step(tf.constant(images), tf.constant(labels))
    return lambda images: network(tf.constant(images), training=False).numpy()
