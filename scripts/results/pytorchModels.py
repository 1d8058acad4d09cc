"""The PyTorch models: the recurrent ones, whose GRU resets after the matrix product, and the whole-image ones."""

import numpy as np
import torch
from torch import nn

import recipe
from randomNumbers import StartingWeights

torch.set_num_threads(1)

FRAMEWORK = f"PyTorch {torch.__version__.split('+')[0]}"


def set_values(parameter, values):
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.ascontiguousarray(values)))


def hold_gradient(parameter, mask):
    """A parameter whose gradient is always 0 never moves: Adam's step for it is 0 / (0 + epsilon)."""
    parameter.register_hook(lambda gradient: gradient * mask)


def dense(weights, inputs, outputs):
    return dense_layer(recipe.glorot_dense(weights, inputs, outputs))


def dense_layer(kernel):
    inputs, outputs = kernel.shape
    layer = nn.Linear(inputs, outputs)
    set_values(layer.weight, kernel.T)
    nn.init.zeros_(layer.bias)
    return layer


def convolution(weights, inputs, outputs):
    layer = nn.Conv2d(inputs, outputs, 3, padding="same")
    set_values(layer.weight, recipe.glorot_convolution(weights, inputs, outputs).transpose(3, 2, 0, 1))
    nn.init.zeros_(layer.bias)
    return layer


def dense_after_convolution(weights, rows, columns, channels, outputs):
    """Gatescope flattens [rows, columns, channels], PyTorch [channels, rows, columns]."""
    kernel = recipe.glorot_dense(weights, rows * columns * channels, outputs)
    by_place = kernel.reshape(rows, columns, channels, outputs)
    return dense_layer(by_place.transpose(2, 0, 1, 3).reshape(-1, outputs))


def parameters_of_layer(recurrent, n):
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    return [getattr(recurrent, f"{name}_l{n}") for name in names]


def start_lstm_layer(weights, parameters, inputs, units):
    kernel, recurrent_kernel, bias, second_bias = parameters
    for parameter, values in zip((kernel, recurrent_kernel), recipe.glorot_lstm(weights, inputs, units)):
        set_values(parameter, values.T)
    input_gate, forget_gate, candidate, output_gate = np.zeros((4, units), np.float32)
    forget_gate += 1
    set_values(bias, np.concatenate([input_gate, forget_gate, candidate, output_gate]))
    nn.init.zeros_(second_bias)
    hold_gradient(second_bias, 0)


def start_gru_layer(weights, parameters, inputs, units):
    kernel, recurrent_kernel, bias, second_bias = parameters
    for parameter, values in zip((kernel, recurrent_kernel), recipe.glorot_gru(weights, inputs, units, True)):
        # PyTorch has the reset gate first.
        update, reset, candidate = np.split(values, 3, axis=1)
        set_values(parameter, np.concatenate([reset, update, candidate], axis=1).T)
    gates, candidate = np.ones(2 * units, np.float32), np.zeros(units, np.float32)
    set_values(bias, np.concatenate([gates, candidate]))
    nn.init.zeros_(second_bias)
    # The candidate's second bias lies inside the reset, so only the gates' second biases are redundant.
    hold_gradient(second_bias, torch.cat([torch.zeros(2 * units), torch.ones(units)]))


def start_rnn_layer(weights, parameters, inputs, units):
    kernel, recurrent_kernel, bias, second_bias = parameters
    for parameter, values in zip((kernel, recurrent_kernel), recipe.glorot_rnn(weights, inputs, units)):
        set_values(parameter, values.T)
    nn.init.zeros_(bias)
    nn.init.zeros_(second_bias)
    hold_gradient(second_bias, 0)


CELLS = {
    "lstm": (nn.LSTM, start_lstm_layer),
    "gru": (nn.GRU, start_gru_layer),
    "rnn": (nn.RNN, start_rnn_layer),
}


class RowReader(nn.Module):
    def __init__(self, weights, cell, layers, units):
        super().__init__()
        module, start_layer = CELLS[cell]
        self.recurrent = module(recipe.COLUMNS, units, layers, batch_first=True)
        for n in range(layers):
            inputs = recipe.COLUMNS if n == 0 else units
            start_layer(weights, parameters_of_layer(self.recurrent, n), inputs, units)
        self.head = nn.Sequential(
            dense(weights, units, recipe.HEAD_WIDTH),
            nn.ReLU(),
            dense(weights, recipe.HEAD_WIDTH, recipe.HEAD_WIDTH),
            nn.ReLU(),
            dense(weights, recipe.HEAD_WIDTH, recipe.CLASSES),
        )

    def forward(self, images):
        return self.head(self.recurrent(images)[0][:, -1])


def linear(weights):
    return nn.Sequential(nn.Flatten(), dense(weights, recipe.PIXELS, recipe.CLASSES))


def mlp(weights, hidden_layers):
    layers, inputs = [nn.Flatten()], recipe.PIXELS
    for _ in range(hidden_layers):
        layers += [dense(weights, inputs, 32), nn.ReLU()]
        inputs = 32
    return nn.Sequential(*layers, dense(weights, inputs, recipe.CLASSES))


def cnn(weights):
    return nn.Sequential(
        nn.Unflatten(1, (1, recipe.ROWS)),
        convolution(weights, 1, 8),
        nn.ReLU(),
        nn.MaxPool2d(2),
        convolution(weights, 8, 16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        dense_after_convolution(weights, 7, 7, 16, 32),
        nn.ReLU(),
        dense(weights, 32, recipe.CLASSES),
    )


MODELS = {
    "linear": linear,
    "mlp-1": lambda weights: mlp(weights, 1),
    "mlp-2": lambda weights: mlp(weights, 2),
    "rnn-64": lambda weights: RowReader(weights, "rnn", 1, 64),
    "lstm-32": lambda weights: RowReader(weights, "lstm", 1, 32),
    "gru-32": lambda weights: RowReader(weights, "gru", 1, 32),
    "lstm-64": lambda weights: RowReader(weights, "lstm", 1, 64),
    "gru-64": lambda weights: RowReader(weights, "gru", 1, 64),
    "cnn": cnn,
    "lstm-3x32": lambda weights: RowReader(weights, "lstm", 3, 32),
    "gru-3x32": lambda weights: RowReader(weights, "gru", 3, 32),
    "lstm-128": lambda weights: RowReader(weights, "lstm", 1, 128),
    "gru-128": lambda weights: RowReader(weights, "gru", 1, 128),
}


def trained(name, mnist, seed, steps):
    """Trains the model and gives the function from images to logits."""
    network = MODELS[name](StartingWeights(seed))
    optimizer = torch.optim.Adam(
        network.parameters(), recipe.LEARNING_RATE, (recipe.BETA_1, recipe.BETA_2), recipe.EPSILON
    )
    for images, labels in recipe.batches(mnist, seed, steps):
        optimizer.zero_grad()
        logits = network(torch.from_numpy(images))
        nn.functional.cross_entropy(logits, torch.from_numpy(labels)).backward()
        optimizer.step()

    @torch.no_grad()
    def infer(images):
        return network(torch.from_numpy(images)).numpy()

    return infer
