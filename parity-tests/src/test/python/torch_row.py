"""A row of the tables in torch_layers.py and torch_losses.py, and what makes its tensors."""

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F

BOTH = ("train", "eval")


@dataclass
class Row:
    """A case in each mode and dtype. A callable argument, or input, makes it from the dtype."""

    module: str
    args: dict
    inputs: tuple
    keywords: dict = field(default_factory=dict)
    call: dict = field(default_factory=dict)
    constant: tuple = ()
    modes: tuple = ("train",)
    dtypes: tuple = ("float64", "float32")
    seed: int = None
    metadata: dict = field(default_factory=dict)


def row(module, args, *inputs, **options):
    return Row(module, args, inputs, **options)


def normal(*shape):
    return lambda dtype: torch.randn(shape, dtype=dtype)


def uniform(low, high, *shape):
    return lambda dtype: torch.rand(shape, dtype=dtype) * (high - low) + low


def integers(low, high, *shape):
    return lambda dtype: torch.randint(low, high, shape)


def longs(*values):
    """A tensor of integers: longs(1, 2) has one axis, longs([1, 2]) two."""
    return lambda dtype: torch.tensor(values)


def signs(*shape):
    return lambda dtype: torch.randint(0, 2, shape).to(dtype) * 2 - 1


def ties(*shape):
    """Small integers: windows with several greatest elements."""
    return lambda dtype: torch.randint(-2, 3, shape).to(dtype)


def log_softmax(*shape):
    return lambda dtype: torch.randn(shape, dtype=dtype).log_softmax(-1)


def softmax(dim, *shape):
    return lambda dtype: torch.randn(shape, dtype=dtype).softmax(dim)


def pooled(axes, *shape, **options):
    """Indices as max pooling gives them for an input of that shape."""
    pool = getattr(F, f"max_pool{axes}d")
    return lambda dtype: pool(torch.randn(shape, dtype=dtype), return_indices=True, **options)[1]
