"""Times one training step of the benchmark's models in another library.

    python peers.py PEER THREADS MODELS MNIST

PEER is sgemm, torch, torch-compile, keras-tensorflow, keras-tensorflow-xla or keras-jax; MODELS is the
JSON of bench/models.ts; MNIST is the folder of its files. One line of JSON comes out for each model: its name and the least median of
its steps in milliseconds (sgemm: the best rate in GFLOP/s instead). Every peer is used in the way that is
fast for it: one compiled function holds forward, backward and Adam wherever the library can compile.
"""

import json
import os
import resource
import statistics
import sys
import time

PEER, THREADS, MODELS, MNIST = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4]
BATCH, STEPS, COLUMNS, CLASSES, WIDTH = 256, 28, 28, 10, 64
THRESHOLD = 0.1
WARM_STEPS, LEAST_STEPS, LEAST_SECONDS, TIMES = 4, 15, 0.6, 3
if any(model["task"] == "nextPixel" for model in MODELS):
    # A step of 784 time steps takes up to seconds.
    WARM_STEPS, LEAST_STEPS, TIMES = 2, 3, 2

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


def pixel_batch():
    """The same images pixel by pixel: what is read, [batch, 783, 1], and what comes next, [batch, 783]."""
    pixels = mnist_batch()[0].reshape(BATCH, STEPS * COLUMNS)
    return pixels[:, :-1, None].copy(), pixels[:, 1:].copy()


def batch_of(model):
    return pixel_batch() if model["task"] == "nextPixel" else mnist_batch()


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
    next_pixel = model["task"] == "nextPixel"
    module = torch.nn.LSTM if model["cell"] == "LSTM" else torch.nn.GRU

    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            columns = 1 if next_pixel else COLUMNS
            self.recurrent = module(columns, model["units"], model["layers"], batch_first=True)
            if next_pixel:
                self.head = torch.nn.Linear(model["units"], 1)
                return
            self.head = torch.nn.Sequential(
                torch.nn.Linear(model["units"], WIDTH),
                torch.nn.ReLU(),
                torch.nn.Linear(WIDTH, WIDTH),
                torch.nn.ReLU(),
                torch.nn.Linear(WIDTH, CLASSES),
            )

        def forward(self, images):
            states = self.recurrent(images)[0]
            return self.head(states)[..., 0] if next_pixel else self.head(states[:, -1])

    network = Network()
    optimizer = torch.optim.Adam(network.parameters(), 0.001)
    run = torch.compile(network) if compiled else network
    images, labels = (torch.from_numpy(array) for array in batch_of(model))
    functional = torch.nn.functional
    loss_of = functional.binary_cross_entropy_with_logits if next_pixel else functional.cross_entropy

    def step():
        optimizer.zero_grad()
        loss = loss_of(run(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()

    return step


def keras_model(model):
    import keras

    keras.utils.set_random_seed(0)
    next_pixel = model["task"] == "nextPixel"
    layers = [keras.layers.Input((STEPS * COLUMNS - 1, 1) if next_pixel else (STEPS, COLUMNS))]
    for n in range(model["layers"]):
        more = {"return_sequences": next_pixel or n < model["layers"] - 1}
        if model["cell"] == "LSTM":
            layers.append(keras.layers.LSTM(model["units"], **more))
        else:
            layers.append(keras.layers.GRU(model["units"], reset_after=model["resetAfter"], **more))
    if next_pixel:
        return keras.Sequential([*layers, keras.layers.Dense(1)])
    layers += [keras.layers.Dense(WIDTH, activation="relu") for _ in range(2)]
    return keras.Sequential([*layers, keras.layers.Dense(CLASSES)])


def keras_tensorflow_step(model, xla):
    import keras
    import tensorflow as tf

    network = keras_model(model)
    optimizer = keras.optimizers.Adam(0.001)
    optimizer.build(network.trainable_variables)
    images, labels = (tf.constant(array) for array in batch_of(model))

    def losses_of(logits):
        if model["task"] == "nextPixel":
            return tf.nn.sigmoid_cross_entropy_with_logits(labels, logits[..., 0])
        return tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)

    @tf.function(jit_compile=xla)
    def train():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(losses_of(network(images, training=True)))
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
    images, labels = batch_of(model)

    def mean_loss(trainable, other):
        logits, other = network.stateless_call(trainable, other, images, training=True)
        if model["task"] == "nextPixel":
            losses = jax.nn.softplus(logits[..., 0]) - logits[..., 0] * labels
        else:
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
        least = least_median_ms(make_step(benchmark_model))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        tell(version=VERSION, model=benchmark_model["name"], ms=least, peakMb=peak)
