#!/usr/bin/env python3
"""Records the rows of torch_layers, torch_spatial and torch_losses as torchparity fixtures.

    python3 torch_fixtures.py DIR                     every row, in float64 and float32
    python3 torch_fixtures.py DIR --modules A B       of these modules only, as far as it has them
    python3 torch_fixtures.py DIR --few               the first rows of each, as checked in

Fixtures that are in DIR already are removed. PythonTorchTest makes the set that is checked in under
src/test/resources/python, of the modules that Java has: it leaves it in target/python.
"""

import argparse
import sys
import zlib
from pathlib import Path

import torch

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "docs"))

from record_fixture import record  # noqa: E402
from torch_layers import LAYERS  # noqa: E402
from torch_losses import LOSSES  # noqa: E402
from torch_spatial import SPATIAL  # noqa: E402

DTYPES = {"float64": torch.float64, "float32": torch.float32}
FEW_ROWS = 3


def cases(modules, few):
    """(file name, row, mode, dtype) of every case; few: float32 for a module's first row only."""
    count = {}
    for row in LAYERS + SPATIAL + LOSSES:
        number = count[row.module] = count.get(row.module, 0) + 1
        if (modules and row.module not in modules) or (few and number > FEW_ROWS):
            continue
        for mode in row.modes:
            for dtype in row.dtypes:
                if not (few and dtype == "float32" and number > 1):
                    yield f"{row.module}_{number:02}_{mode}_{dtype}", row, mode, dtype


def build(row, mode, dtype):
    """A module, and its arguments, in which no parameter or running statistic is a constant."""
    args = {name: v(dtype) if callable(v) else v for name, v in row.args.items()}
    module = getattr(torch.nn, row.module)(**args).to(dtype)
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.numel() > 0 and (parameter == parameter.flatten()[0]).all():
                parameter.normal_()
        for key, buffer in module.named_buffers():
            if key == "running_mean":
                buffer.normal_()
            elif key == "running_var":
                buffer.uniform_(0.5, 2)
            elif key == "num_batches_tracked":
                buffer.fill_(3)
    return module.train(mode == "train"), args


def write(path, row, mode, dtype):
    # A seed of its own: a row more or less leaves the other rows' cases as they are.
    torch.manual_seed(zlib.crc32(path.stem.encode()))
    module, args = build(row, mode, dtype)
    record(
        path,
        module,
        args,
        *[make(dtype) for make in row.inputs],
        keywords={name: make(dtype) for name, make in row.keywords.items()},
        call=row.call,
        constant=row.constant,
        seed=row.seed,
        **row.metadata,
    )


def main():
    parser = argparse.ArgumentParser(description="Records fixtures from this Python's torch.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--modules", nargs="*", default=[])
    parser.add_argument("--few", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.directory.mkdir(parents=True, exist_ok=True)
    for old in options.directory.glob("*.safetensors"):
        old.unlink()
    written = 0
    for name, row, mode, dtype in cases(options.modules, options.few):
        path = options.directory / f"{name}.safetensors"
        try:
            write(path, row, mode, DTYPES[dtype])
        except Exception as e:
            sys.exit(f"{name}: {row}: {type(e).__name__}: {e}")
        written += 1
    print(f"{written} fixtures from torch {torch.__version__} in {options.directory}")


if __name__ == "__main__":
    main()
