"""Times one training step of the benchmark's models in another library.

    python peers.py PEER THREADS MODELS MNIST

PEER is sgemm, torch, torch-compile, keras-tensorflow, keras-tensorflow-xla or keras-jax; MODELS is the
JSON of bench/models.ts; MNIST is the folder of its files. One line of JSON comes out for each model: its name and the least median of
its steps in milliseconds (sgemm: the best rate in GFLOP/s instead). Every peer is used in the way that is
fast for it: one compiled function holds forward, backward and Adam wherever the library can compile.
"""

import json
import os
import statistics
import sys
import time

PEER, THREADS, MODELS, MNIST = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4]
BATCH, STEPS, COLUMNS, CLASSES, WIDTH = 256, 28, 28, 10, 64
THRESHOLD = 0.1
WARM_STEPS, LEAST_STEPS, LEAST_SECONDS, TIMES = 4, 15, 0.6, 3

os.environ["OMP_NUM_THREADS"] = str(THREADS)
os.environ["TF_NUM_INTRAOP_THREADS"] = str(THREADS)
os.environ["TF_NUM_INTEROP_THREADS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["KERAS_BACKEND"] = "jax" if PEER == "keras-jax" else "tensorflow"


def tell(**values):
    print(json.dumps(values), flush=True)


def least_median_ms(step):
    """What a step takes when the machine is least disturbed: the least of a few medians."""
    for _ in range(WARM_STEPS):
        step()
    return min(median_ms(step) for _ in range(TIMES))


def median_ms(step):
    times, end = [], time.perf_counter() + LEAST_SECONDS
    while len(times) < LEAST_STEPS or time.perf_counter() < end:
        began = time.perf_counter()
        step()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def mnist_batch():
    """The first images of MNIST, binarized as ours are, and their labels."""
    import numpy as np

    size = BATCH * STEPS * COLUMNS
    pixels = np.fromfile(f"{MNIST}/train-images-idx3-ubyte", "u1", size, offset=16)
    labels = np.fromfile(f"{MNIST}/train-labels-idx1-ubyte", "u1", BATCH, offset=8)
    images = (pixels > THRESHOLD * 255).astype("f4").reshape(BATCH, STEPS, COLUMNS)
    return images, labels.astype("i8")


def sgemm():
    import torch

    torch.set_num_threads(THREADS)
    best = 0.0
    for size in (512, 1024, 2048):
        a, b = torch.randn(size, size), torch.randn(size, size)
        for _ in range(12):
            began = time.perf_counter()
            torch.mm(a, b)
            best = max(best, 2 * size**3 / (time.perf_counter() - began) / 1e9)
    tell(version=torch.__version__, gflops=best)


def torch_step(model, compiled):
    import torch

    torch.manual_seed(0)
    module = torch.nn.LSTM if model["cell"] == "LSTM" else torch.nn.GRU

    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.recurrent = module(COLUMNS, model["units"], model["layers"], batch_first=True)
            self.head = torch.nn.Sequential(
                torch.nn.Linear(model["units"], WIDTH),
                torch.nn.ReLU(),
                torch.nn.Linear(WIDTH, WIDTH),
                torch.nn.ReLU(),
                torch.nn.Linear(WIDTH, CLASSES),
            )

        def forward(self, images):
            return self.head(self.recurrent(images)[0][:, -1])

    network = Network()
    optimizer = torch.optim.Adam(network.parameters(), 0.001)
    run = torch.compile(network) if compiled else network
    images, labels = (torch.from_numpy(array) for array in mnist_batch())

    def step():
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(run(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def keras_model(model):
    import keras

    keras.utils.set_random_seed(0)
    layers = [keras.layers.Input((STEPS, COLUMNS))]
    for n in range(model["layers"]):
        more = {"return_sequences": n < model["layers"] - 1}
        if model["cell"] == "LSTM":
            layers.append(keras.layers.LSTM(model["units"], **more))
        else:
            layers.append(keras.layers.GRU(model["units"], reset_after=model["resetAfter"], **more))
    layers += [keras.layers.Dense(WIDTH, activation="relu") for _ in range(2)]
    return keras.Sequential([*layers, keras.layers.Dense(CLASSES)])


def keras_tensorflow_step(model, xla):
    import keras
    import tensorflow as tf

    network = keras_model(model)
    optimizer = keras.optimizers.Adam(0.001)
    optimizer.build(network.trainable_variables)
    images, labels = (tf.constant(array) for array in mnist_batch())

    @tf.function(jit_compile=xla)
    def train():
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, network(images, training=True))
            loss = tf.reduce_mean(losses)
        variables = network.trainable_variables
        optimizer.apply(tape.gradient(loss, variables), variables)
        return loss

    return lambda: train().numpy()


def keras_jax_step(model):
    import jax
    import keras

    network = keras_model(model)
    optimizer = keras.optimizers.Adam(0.001)
    optimizer.build(network.trainable_variables)
    images, labels = mnist_batch()

    def mean_loss(trainable, other):
        logits, other = network.stateless_call(trainable, other, images, training=True)
        losses = -jax.nn.log_softmax(logits)[jax.numpy.arange(BATCH), labels]
        return losses.mean(), other

    @jax.jit
    def train(trainable, other, moments):
        (loss, other), gradients = jax.value_and_grad(mean_loss, has_aux=True)(trainable, other)
        trainable, moments = optimizer.stateless_apply(moments, gradients, trainable)
        return loss, trainable, other, moments

    state = [
        [variable.value for variable in network.trainable_variables],
        [variable.value for variable in network.non_trainable_variables],
        [variable.value for variable in optimizer.variables],
    ]

    def step():
        loss, *state[:] = train(*state)
        loss.block_until_ready()

    return step


def make_step(model):
    if PEER == "torch":
        return torch_step(model, compiled=False)
    if PEER == "torch-compile":
        return torch_step(model, compiled=True)
    if PEER == "keras-jax":
        return keras_jax_step(model)
    return keras_tensorflow_step(model, xla=PEER == "keras-tensorflow-xla")


def library_version():
    if PEER.startswith("torch"):
        import torch

        torch.set_num_threads(THREADS)
        return f"PyTorch {torch.__version__}"
    import keras

    if PEER == "keras-jax":
        import jax

        return f"Keras {keras.__version__} on JAX {jax.__version__}"
    import tensorflow as tf

    return f"Keras {keras.__version__} on TensorFlow {tf.__version__}"


if PEER == "sgemm":
    sgemm()
else:
    VERSION = library_version()
    for benchmark_model in MODELS:
        tell(version=VERSION, model=benchmark_model["name"], ms=least_median_ms(make_step(benchmark_model)))
