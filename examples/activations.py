"""Fetches what happens inside a model as it reads a test image, and prints what came. Needs numpy:

    python3 examples/activations.py MODEL [INDEX] [ADDRESS]

INDEX is the test image (0), ADDRESS the service (http://127.0.0.1:4000). The query gives a URL for each
activation, and each URL a .npy file, which numpy reads as it is.
"""

import io
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

import numpy as np

QUERY = """
query ($model: ID!, $index: Int!, $names: [String!]!) {
  trace(image: { example: { index: $index } }, model: $model) {
    image { label }
    activations(names: $names) { name axes npyUrl }
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


def fetch_array(url):
    with urllib.request.urlopen(url) as response:
        return np.load(io.BytesIO(response.read()))


def main(model, index="0", address="http://127.0.0.1:4000"):
    go_past_proxies(address)
    known = ask(address, "query ($model: ID!) { activationNames(model: $model) { name } }", {"model": model})
    names = [entry["name"] for entry in known["activationNames"]]
    trace = ask(address, QUERY, {"model": model, "index": int(index), "names": names})["trace"]
    print(f"{model} reads test image {index}, a {trace['image']['label']}")
    for activation in trace["activations"]:
        array = fetch_array(address + activation["npyUrl"])
        shape, axes = " × ".join(map(str, array.shape)), " × ".join(activation["axes"])
        print(f"{activation['name']}: {shape} ({axes}), {array.min():.4f} to {array.max():.4f}")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4 or not all(index.isdigit() for index in sys.argv[2:3]):
        sys.exit("usage: python3 examples/activations.py MODEL [INDEX] [ADDRESS]")
    main(*sys.argv[1:])
