#!/usr/bin/env python3
"""Records cases of a torch.nn.Module, with gradients, as torchparity fixtures (docs/fixtures.md).

    python3 record_fixture.py DIR       records the two cases of the layer at the end

Needs torch; uses the safetensors package where it is installed, numpy alone where it is not.
"""

import json
import math
import struct
import sys
from pathlib import Path

import torch

try:
    from safetensors.torch import save_file
except ImportError:
    TYPES = {"f8": "F64", "f4": "F32", "f2": "F16", "i8": "I64", "i4": "I32", "b1": "BOOL"}

    def save_file(tensors, path, metadata):
        """Writes the header's length, the header, and the data without gaps, widest types first."""
        header, data, end = {"__metadata__": metadata}, [], 0
        for name, tensor in sorted(tensors.items(), key=lambda item: -item[1].element_size()):
            array = tensor.numpy()
            raw = array.astype(array.dtype.newbyteorder("<")).tobytes()
            header[name] = {
                "dtype": TYPES[array.dtype.str[1:]],
                "shape": list(array.shape),
                "data_offsets": [end, end + len(raw)],
            }
            data.append(raw)
            end += len(raw)
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        Path(path).write_bytes(struct.pack("<Q", len(text)) + text + b"".join(data))


def record(
    path, module, args, *inputs, keywords={}, call={}, constant=(), seed=None, name=None, **metadata
):
    """Runs module(*inputs, **keywords, **call) forward and backward, and writes what it saw.

    args      the constructor's arguments, tensors among them; those left out have torch's defaults
    inputs    forward's positional tensors, perhaps in nested tuples; keywords: its keyword tensors
    call      forward's other arguments
    constant  keys of floating-point inputs that torch gives no gradient: "1", "target"
    seed      what torch.manual_seed is given just before forward, where that draws numbers
    name      the module's qualified name, where it is not the class's own
    metadata  atol, rtol, note
    """
    cls = type(module)
    package = "torch.nn" if cls.__module__.startswith("torch.nn.") else cls.__module__
    strings = {
        "format": "torchparity/1",
        "module": name or package + "." + cls.__qualname__,
        "args": to_json({k: v for k, v in args.items() if not torch.is_tensor(v)}),
        "mode": "train" if module.training else "eval",
        "producer": "torch " + torch.__version__ + " (Python)",
    }
    if call:
        strings["call"] = to_json(call)
    if seed is not None:
        strings["seed"] = str(seed)
    strings.update({key: str(value) for key, value in metadata.items()})

    leaves = {**numbered(inputs), **keywords}
    for key, tensor in leaves.items():
        leaves[key] = tensor.detach().clone()
        leaves[key].requires_grad = tensor.is_floating_point() and key not in constant
    tensors = named("state.", module.state_dict())
    tensors.update(named("arg.", {k: v for k, v in args.items() if torch.is_tensor(v)}))
    tensors.update(named("input.", leaves))

    # Forward gets copies: a module may work in place, which torch refuses on a leaf.
    copies = {key: leaf.clone() for key, leaf in leaves.items()}
    keyword_copies = {key: copies.pop(key) for key in keywords}
    if seed is not None:
        torch.manual_seed(seed)
    output = module(*nested_as(inputs, iter(copies.values())), **keyword_copies, **call)
    outputs = numbered(output)
    tensors.update(named("output.", outputs))

    # Random upstream gradients: with ones the gradient of a softmax or a normalisation is zero.
    differentiable = {key: out for key, out in outputs.items() if out.requires_grad}
    if differentiable:
        upstream = {key: torch.randn_like(out) for key, out in differentiable.items()}
        module.zero_grad(set_to_none=True)
        torch.autograd.backward(list(differentiable.values()), list(upstream.values()))
        tensors.update(named("grad_output.", upstream))
        tensors.update(named("grad_input.", gradients(leaves.items())))
        tensors.update(named("grad.", gradients(module.named_parameters())))

    # A step may change any buffer; of the parameters only those that it did change are recorded.
    parameters = dict(module.named_parameters())
    after = named("state_after.", module.state_dict())
    for key in parameters:
        if same_bits(tensors["state." + key], after["state_after." + key]):
            del after["state_after." + key]
    save_file({**tensors, **after}, path, metadata=strings)


def to_json(args):
    """Infinities and NaN, which JSON lacks, become {"float": "inf"}."""

    def value(v):
        if isinstance(v, float) and not math.isfinite(v):
            return {"float": str(v)}
        return [value(each) for each in v] if isinstance(v, (list, tuple)) else v

    return json.dumps({name: value(v) for name, v in args.items()}, allow_nan=False)


def flat(value):
    """The tensors in nested tuples and lists, in order."""
    if isinstance(value, (list, tuple)):
        return [tensor for each in value for tensor in flat(each)]
    return [value]


def numbered(value):
    return {str(i): tensor for i, tensor in enumerate(flat(value))}


def nested_as(like, tensors):
    """The tensors in the nesting of another value."""
    if isinstance(like, (list, tuple)):
        return type(like)(nested_as(each, tensors) for each in like)
    return next(tensors)


def named(prefix, tensors):
    return {prefix + key: t.detach().clone().contiguous() for key, t in tensors.items()}


def gradients(leaves):
    return {key: leaf.grad for key, leaf in leaves if leaf.grad is not None}


def same_bits(a, b):
    return a.numpy().tobytes() == b.numpy().tobytes()


class Gate(torch.nn.Module):
    """A layer of one's own: y = x * sigmoid(slope * x), a slope a channel."""

    def __init__(self, channels):
        super().__init__()
        self.slope = torch.nn.Parameter(torch.randn(channels))

    def forward(self, x):
        return x * torch.sigmoid(self.slope.view(-1, 1) * x)


def main():
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    for dtype in (torch.float32, torch.float64):
        gate = Gate(channels=3).to(dtype)
        path = directory / ("Gate_" + str(dtype).split(".")[1] + ".safetensors")
        record(path, gate, {"channels": 3}, torch.randn(2, 3, 5, dtype=dtype), name="example.Gate")


if __name__ == "__main__":
    main()
