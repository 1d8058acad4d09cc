"""Takes out of TensorFlow's wheels what a C program needs: unpackWheels.py FOLDER WHEEL..."""

import os
import re
import shutil
import sys
import zipfile

# Members of a wheel and their place below FOLDER; all others are left out. The libraries look for
# CUDA's in ../nvidia, which settles where those go.
PLACES = [
    (r"tensorflow/(libtensorflow_(?:cc|framework)\.(?:so\.2|2\.dylib))", r"lib/\1"),
    (r"tensorflow/include/(tensorflow/c/.+|.*xla/tsl/c/.+|.*/ctstring(?:_internal)?\.h)", r"include/\1"),
    (r"(nvidia/(?!.*/include/).+)", r"\1"),
]


def place_of(member):
    for pattern, place in PLACES:
        match = re.fullmatch(pattern, member)
        if match:
            return match.expand(place)
    return None


def unpack(wheel, folder):
    with zipfile.ZipFile(wheel) as members:
        for member in members.infolist():
            place = place_of(member.filename)
            if place is None or member.is_dir():
                continue
            target = os.path.join(folder, place)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with members.open(member) as source, open(target, "wb") as output:
                shutil.copyfileobj(source, output, 1 << 20)
            if member.external_attr >> 16 & 0o100:
                os.chmod(target, 0o755)


for wheel in sys.argv[2:]:
    unpack(wheel, sys.argv[1])
