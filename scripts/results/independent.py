"""Trains the models by the same recipe in other libraries and keeps their test figures.

    python independent.py --mnist DIR --out FILE [--models a,b] [--seeds 1,2,3] [--steps N]

DIR holds MNIST's four idx files. FILE is a JSON array, rewritten after each run; a model and seed that
it already holds are not trained again, so the program may be stopped and started again. --steps N takes
fewer steps, to try it: such runs belong in another FILE. Needs torch for the PyTorch models, and keras
and tensorflow for the Keras ones.
"""

import argparse
import importlib
import json
import os
import time
from pathlib import Path

# Read when numpy, PyTorch and TensorFlow are loaded, so it is set before recipe is.
os.environ["OMP_NUM_THREADS"] = "1"

import recipe

LIBRARIES = {
    "pytorchModels": (
        "linear mlp-1 mlp-2 rnn-64 lstm-32 gru-32 lstm-64 gru-64 cnn lstm-3x32 gru-3x32 lstm-128 gru-128"
    ).split(),
    "kerasModels": "gru-32-reset-before gru-64-reset-before gru-3x32-reset-before gru-128-reset-before".split(),
}
LIBRARY_OF = {model: library for library, models in LIBRARIES.items() for model in models}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mnist", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--models", default=",".join(LIBRARY_OF))
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--steps", type=int, default=recipe.STEPS)
    return parser.parse_args()


def read_runs(file):
    return json.loads(file.read_text()) if file.exists() else []


def write_runs(file, runs):
    runs = sorted(runs, key=lambda run: (run["model"], run["seed"]))
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text("[\n" + ",\n".join("  " + json.dumps(run) for run in runs) + "\n]\n")
    unfinished.replace(file)


def run(model, mnist, seed, steps):
    # A library is loaded only when one of its models is asked for: it may not be installed.
    library = importlib.import_module(LIBRARY_OF[model])
    began = time.perf_counter()
    infer = library.trained(model, mnist, seed, steps)
    seconds = time.perf_counter() - began
    logits = recipe.test_logits(infer, mnist.test_images)
    return {
        "model": model,
        "framework": library.FRAMEWORK,
        "seed": seed,
        **recipe.figures(logits, mnist.test_labels),
        "steps": steps,
        "seconds": round(seconds, 1),
    }


def main():
    options = arguments()
    mnist = recipe.Mnist(options.mnist)
    for seed in map(int, options.seeds.split(",")):
        for model in options.models.split(","):
            runs = read_runs(options.out)
            if any(known["model"] == model and known["seed"] == seed for known in runs):
                continue
            runs.append(run(model, mnist, seed, options.steps))
            write_runs(options.out, runs)
            print(json.dumps(runs[-1]), flush=True)


main()
