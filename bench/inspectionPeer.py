"""The peer of the inspection benchmark: the same answers from PyTorch behind FastAPI.

    python inspectionPeer.py LSTM|GRU WEIGHTS IMAGES PORT

WEIGHTS is a model's safetensors file of one recurrent layer, IMAGES an idx file of images. It serves
GET /hiddenStates and /gates with `index`, `form` (values or base64) and, for gates, `t`. It is built to
be fast: one thread, no serialization by FastAPI, answers written by orjson, uvloop and httptools.
"""

import base64
import json
import struct
import sys

import fastapi
import numpy as np
import orjson
import torch
import uvicorn

CELL, WEIGHTS, IMAGES, PORT = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
torch.set_num_threads(1)
torch.set_grad_enabled(False)


def read_weights(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = np.frombuffer(data[8 + length + begin : 8 + length + end], "<f4")
            arrays[name] = torch.from_numpy(values.reshape(entry["shape"]).copy())
    return arrays


def read_images(path):
    data = np.frombuffer(open(path, "rb").read(), np.uint8, offset=16).reshape(-1, 28, 28)
    return torch.from_numpy((data / 255 > 0.1).astype("f4"))


def torch_order(columns):
    """From our order of gates, z r h̃, to PyTorch's, r z h̃. The LSTM's is the same."""
    if CELL == "LSTM":
        return columns
    update, reset, candidate = columns.chunk(3, dim=-1)
    return torch.cat([reset, update, candidate], dim=-1)


def make_module(weights):
    kernel, recurrent = weights["layers.0.kernel"], weights["layers.0.recurrentKernel"]
    units = recurrent.shape[0]
    module = {"LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU}[CELL](28, units, batch_first=True)
    module.weight_ih_l0.copy_(torch_order(kernel).T)
    module.weight_hh_l0.copy_(torch_order(recurrent).T)
    module.bias_ih_l0.copy_(torch_order(weights["layers.0.bias"]))
    module.bias_hh_l0.zero_()
    if CELL == "GRU":
        module.bias_hh_l0[-units:].copy_(weights["layers.0.recurrentBias"])
    return module.eval()


images = read_images(IMAGES)
module = make_module(read_weights(WEIGHTS))
units = module.hidden_size


def lstm_gates(rows):
    """PyTorch hides the gates, so the equations are stepped through."""
    inputs = rows @ module.weight_ih_l0.T + module.bias_ih_l0
    recurrent = module.weight_hh_l0.T.contiguous()
    h = c = torch.zeros(units)
    steps = []
    for row in inputs:
        i, f, candidate, o = (row + h @ recurrent).split(units)
        i, f, o = torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(o)
        candidate = torch.tanh(candidate)
        c = f * c + i * candidate
        h = o * torch.tanh(c)
        steps.append(torch.stack([i, f, o, candidate, c]))
    names = ["inputGate", "forgetGate", "outputGate", "candidate", "cellState"]
    return dict(zip(names, torch.stack(steps, dim=1)))


def gru_gates(rows):
    inputs = rows @ module.weight_ih_l0.T + module.bias_ih_l0
    recurrent = module.weight_hh_l0.T.contiguous()
    h = torch.zeros(units)
    steps = []
    for row in inputs:
        r_in, z_in, n_in = row.split(units)
        r_h, z_h, n_h = (h @ recurrent + module.bias_hh_l0).split(units)
        r, z = torch.sigmoid(r_in + r_h), torch.sigmoid(z_in + z_h)
        candidate = torch.tanh(n_in + r * n_h)
        h = z * h + (1 - z) * candidate
        steps.append(torch.stack([z, r, candidate]))
    return dict(zip(["updateGate", "resetGate", "candidate"], torch.stack(steps, dim=1)))


def packed(tensor, form):
    array = tensor.contiguous().numpy()
    if form == "base64":
        return {"shape": list(array.shape), "base64": base64.b64encode(array.tobytes()).decode()}
    return {"shape": list(array.shape), "values": array.ravel()}


def answer(content):
    body = orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY)
    return fastapi.Response(body, media_type="application/json")


app = fastapi.FastAPI()


@app.get("/versions")
async def versions():
    text = f"PyTorch {torch.__version__}, FastAPI {fastapi.__version__}, uvicorn {uvicorn.__version__}"
    return {"versions": f"{text}, Python {sys.version.split()[0]}"}


@app.get("/hiddenStates")
async def hidden_states(index: int, form: str):
    return answer(packed(module(images[index : index + 1])[0][0], form))


@app.get("/gates")
async def gates(index: int, form: str, t: int | None = None):
    found = (lstm_gates if CELL == "LSTM" else gru_gates)(images[index])
    return answer({name: packed(gate if t is None else gate[t], form) for name, gate in found.items()})


uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning", access_log=False)
