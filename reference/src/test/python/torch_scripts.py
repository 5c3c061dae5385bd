#!/usr/bin/env python3
"""Exports small TorchScript archives, with what torch itself gives for them as fixtures.

    python3 torch_scripts.py DIR

Writes NAME.pt and NAME.safetensors for each model below, net_weights.safetensors (a state_dict and
nothing else) and state_dict.pt (a state_dict of torch.save: no TorchScript). The archives hold no
debug records: those would name this machine's folders.
"""

import io
import os
import sys
import zipfile
from pathlib import Path
from typing import Optional

import torch
from torch import nn

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "docs"))

from record_fixture import record, save_file  # noqa: E402


class Residual(nn.Module):
    """No chain of its children: a layer by itself."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 3, 3, padding=1)
        self.norm = nn.BatchNorm2d(3)

    def forward(self, x):
        return x + self.norm(self.conv(x))


class Net(nn.Module):
    """A chain of its children, though no Sequential; it calls one of them twice."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3), nn.Sequential(nn.Tanh(), Residual())
        )
        self.act = nn.GELU()
        self.flat = nn.Flatten()
        self.head = nn.Linear(3 * 3 * 3, 4)

    def forward(self, x):
        return self.head(self.act(self.flat(self.act(self.features(x)))))


class Branches(nn.Module):
    """Something between the children: no chain."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 4)
        self.second = nn.Linear(4, 2)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))


class Pair(nn.Module):
    """Two inputs, one of which may be left out, a number, nested outputs, a buffer that counts."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.randn(3))
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64))

    def forward(self, x, y: Optional[torch.Tensor] = None, factor: float = 1.0):
        self.calls += 1
        z = x * self.scale * factor
        if y is not None:
            z = z + y
        return z, [z.sum(), x.exp()]


def archived(script):
    """The archive's bytes without the debug records, the same whenever the model is."""
    saved = io.BytesIO()
    torch.jit.save(script, saved)
    kept = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(kept, "w") as new:
        for entry in old.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                plain = zipfile.ZipInfo(entry.filename)  # of 1980, as torch dates it
                plain.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(plain, old.read(entry))
    return kept.getvalue()


def normal(*shape):
    return torch.randn(shape)


def main(directory):
    directory.mkdir(parents=True, exist_ok=True)

    def export(name, module, *inputs, traced=False, **options):
        script = torch.jit.trace(module, inputs) if traced else torch.jit.script(module)
        (directory / f"{name}.pt").write_bytes(archived(script))
        path = directory / f"{name}.safetensors"
        record(str(path), module, {}, *inputs, name="example." + type(module).__name__, **options)

    torch.manual_seed(4)
    export("mlp", nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 2)), normal(4, 3))
    net = Net()
    for norm in (net.features[1], net.features[2][1].norm):
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.5, 1.5)
    save_file(net.state_dict(), str(directory / "net_weights.safetensors"), metadata={})
    torch.save(nn.Linear(2, 1).state_dict(), directory / "state_dict.pt")
    export("net", net, normal(2, 2, 5, 5))
    export("traced", net.eval(), normal(2, 2, 5, 5), traced=True)
    export("branches", Branches(), normal(2, 3))
    export("linear", nn.Linear(3, 2).double(), torch.randn(2, 3, dtype=torch.float64))
    export("pair", Pair(), normal(2, 3), normal(2, 3), call=dict(factor=0.5))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order of a script's constants is that of a set of strings.
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    main(Path(sys.argv[1]))
