"""Loads a recurrent model into PyTorch and compares its logits with Gatescope's. Needs torch:

    python3 examples/load_into_pytorch.py MODEL [COUNT] [ADDRESS]

COUNT is how many test images both read (20), ADDRESS the service (http://127.0.0.1:4000). Ends with exit
code 1 when a logit differs by more than 1e-4. The names and layouts of the weights are in docs/weights.md.
"""

import base64
import json
import math
import sys
import urllib.error
import urllib.parse
import urllib.request

import torch
from torch import nn

TOLERANCE = 1e-4
EPSILON = 1e-3  # of batch normalization

MODEL_QUERY = """
query ($model: ID!) {
  model(model: $model) {
    architecture { cell units layers resetAfter batchNormalization inputProjection head }
    run { options { binarizeThreshold } }
    weights { url }
  }
}
"""

TRACE_QUERY = """
query ($model: ID!, $index: Int!) {
  trace(image: { example: { index: $index } }, model: $model) {
    image { pixels { shape base64 } }
    activations(names: ["head.logits"]) { shape base64 }
  }
}
"""


# A proxy for the web, where the environment names one, does not reach this machine's own addresses.
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def go_past_proxies(address):
    if urllib.parse.urlsplit(address).hostname in LOOPBACK:
        no_proxies = urllib.request.ProxyHandler({})
        urllib.request.install_opener(urllib.request.build_opener(no_proxies))


def ask(address, query, variables):
    """The data of the answer; ends the program with the service's own words when it refuses."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as refusal:
        answer = json.load(refusal)
    except urllib.error.URLError as failure:
        sys.exit(f"{address} does not answer: {failure.reason}")
    if "errors" in answer:
        sys.exit("\n".join(error["message"] for error in answer["errors"]))
    return answer["data"]


def fetch_weights(url):
    """The tensors of a safetensors file by name: header length, header as JSON, float32 values."""
    with urllib.request.urlopen(url) as response:
        file = bytearray(response.read())
    begin = 8 + int.from_bytes(file[:8], "little")
    header = json.loads(file[8:begin])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        count, offset = math.prod(entry["shape"]), begin + entry["data_offsets"][0]
        values = torch.frombuffer(file, dtype=torch.float32, count=count, offset=offset)
        tensors[name] = values.reshape(entry["shape"]).clone()
    return tensors


def read_tensor(answer):
    values = bytearray(base64.b64decode(answer["base64"]))
    return torch.frombuffer(values, dtype=torch.float32).reshape(answer["shape"])


class ResetBeforeGru(nn.Module):
    """h̃ = tanh(W·x + b + U·(r∘h₋₁)); PyTorch's GRU resets after the product. Gates z, r, h̃."""

    def __init__(self, weights):
        super().__init__()
        self.kernel, self.recurrent_kernel, self.bias = weights("kernel", "recurrentKernel", "bias")

    def forward(self, rows):
        """[batch, step, input] to [batch, step, unit]"""
        u_z, u_r, u_h = self.recurrent_kernel.chunk(3, dim=1)
        hidden = rows.new_zeros(len(rows), len(self.recurrent_kernel))
        states = []
        for sums in (rows @ self.kernel + self.bias).unbind(1):
            z, r, candidate = sums.chunk(3, dim=1)
            z, r = torch.sigmoid(z + hidden @ u_z), torch.sigmoid(r + hidden @ u_r)
            hidden = z * hidden + (1 - z) * torch.tanh(candidate + (r * hidden) @ u_h)
            states.append(hidden)
        return torch.stack(states, 1)


class BatchNormalizedLstm(nn.Module):
    """Recurrent batch normalization with the statistics of each step. Gates i, f, c̃, o."""

    def __init__(self, weights):
        super().__init__()
        self.kernel, self.recurrent_kernel, self.bias = weights("kernel", "recurrentKernel", "bias")
        self.gammas = dict(zip(("input", "recurrent", "cell"), weights("inputGamma", "recurrentGamma", "cellGamma")))
        self.means = dict(zip(self.gammas, weights("inputMean", "recurrentMean", "cellMean")))
        self.variances = dict(zip(self.gammas, weights("inputVariance", "recurrentVariance", "cellVariance")))
        (self.cell_beta,) = weights("cellBeta")

    def normalize(self, name, step, values):
        scale = torch.rsqrt(self.variances[name][step] + EPSILON) * self.gammas[name]
        return (values - self.means[name][step]) * scale

    def forward(self, rows):
        """[batch, step, input] to [batch, step, unit]"""
        hidden = rows.new_zeros(len(rows), len(self.recurrent_kernel))
        cell = torch.zeros_like(hidden)
        states = []
        for step, row in enumerate(rows.unbind(1)):
            sums = self.normalize("input", step, row @ self.kernel) + self.bias
            sums = sums + self.normalize("recurrent", step, hidden @ self.recurrent_kernel)
            i, f, candidate, o = sums.chunk(4, dim=1)
            cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(candidate)
            shown = self.normalize("cell", step, cell) + self.cell_beta
            hidden = torch.sigmoid(o) * torch.tanh(shown)
            states.append(hidden)
        return torch.stack(states, 1)


class Stock(nn.Module):
    """A layer of PyTorch's own LSTM, GRU or RNN, which has a row for each of our columns and two biases."""

    def __init__(self, cell, weights):
        super().__init__()
        kernel, recurrent_kernel, bias = weights("kernel", "recurrentKernel", "bias")
        recurrent_bias = torch.zeros_like(bias)
        if cell == "GRU":
            recurrent_bias[-len(recurrent_kernel) :] = weights("recurrentBias")[0]
        inputs, units = len(kernel), len(recurrent_kernel)
        self.layer = getattr(nn, cell)(inputs, units, batch_first=True)
        values = [kernel, recurrent_kernel, bias, recurrent_bias]
        for parameter, ours in zip(self.layer.parameters(), values, strict=True):
            blocks = list(ours.t().split(units))
            if cell == "GRU":  # z, r, h̃ here and r, z, h̃ there
                blocks[0], blocks[1] = blocks[1], blocks[0]
            parameter.data.copy_(torch.cat(blocks))

    def forward(self, rows):
        return self.layer(rows)[0]


class Dense(nn.Linear):
    def __init__(self, kernel, bias):
        super().__init__(*kernel.shape)
        self.weight.data.copy_(kernel.T)
        self.bias.data.copy_(bias)


def build(architecture, tensors):
    """The whole network: rows [batch, step, column] to logits after each step [batch, step, class]."""

    def dense(name):
        return Dense(tensors[f"{name}.kernel"], tensors[f"{name}.bias"])

    def recurrent(layer):
        def weights(*names):
            return [tensors[f"layers.{layer}.{name}"] for name in names]

        if architecture["batchNormalization"]:
            return BatchNormalizedLstm(weights)
        if architecture["resetAfter"] is False:
            return ResetBeforeGru(weights)
        return Stock(architecture["cell"], weights)

    modules = [dense("inputProjection")] if architecture["inputProjection"] else []
    modules += [recurrent(layer) for layer in range(architecture["layers"])]
    if architecture["head"] == "ASSIGNMENT":
        modules.append(nn.ReLU())
    head = [dense(f"head.{n}") for n in range(3) if f"head.{n}.kernel" in tensors]
    for layer in head[:-1]:
        modules += [layer, nn.ReLU()]
    return nn.Sequential(*modules, head[-1])


def main(model, count="20", address="http://127.0.0.1:4000"):
    go_past_proxies(address)
    found = ask(address, MODEL_QUERY, {"model": model})["model"]
    if found is None:
        sys.exit(f'model: expected the slug or global id of a model, got "{model}"')
    if found["architecture"]["cell"] is None:
        sys.exit(f"model: expected one that is recurrent, got {model}")
    network = build(found["architecture"], fetch_weights(address + found["weights"]["url"]))
    traces = [ask(address, TRACE_QUERY, {"model": model, "index": n})["trace"] for n in range(int(count))]
    images = torch.stack([read_tensor(trace["image"]["pixels"]) for trace in traces])
    threshold = found["run"]["options"]["binarizeThreshold"]
    if threshold is not None:
        images = (images > threshold).float()
    logits = torch.stack([read_tensor(trace["activations"][0]) for trace in traces])
    with torch.no_grad():
        difference = (network(images) - logits).abs().max().item()
    print(f"{model}: {count} test images, logits after {logits.shape[1]} rows differ by at most {difference:.1e}")
    sys.exit(0 if difference <= TOLERANCE else 1)


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4 or not all(count.isdigit() and int(count) for count in sys.argv[2:3]):
        sys.exit("usage: python3 examples/load_into_pytorch.py MODEL [COUNT] [ADDRESS]")
    main(*sys.argv[1:])
