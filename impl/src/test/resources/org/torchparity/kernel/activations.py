"""Writes activations.csv: an activation, x, f(x) and f'(x), correctly rounded to float64.

Needs mpmath: python3 activations.py > activations.csv
"""

import math
import random

import mpmath
from mpmath import mpf

mpmath.mp.dps = 60
generator = random.Random(0)
points = [5e-324, 1e-17, 0.7517915, 8.3, 37.4, 38.4, 744.0, 1e10]
points += [10 ** generator.uniform(-8, 0) for _ in range(3)]
points += [generator.uniform(0, 2) for _ in range(7)]
points += [generator.uniform(2, 20) for _ in range(5)]
points += [generator.uniform(20, 740) for _ in range(2)]

BETA = mpmath.sqrt(2 / mpmath.pi)
# As float64 has it: what the nearest fraction of 44,715 millionths would be is not what is computed.
KAPPA = mpf(0.044715)


def logistic(x):
    return 1 / (1 + mpmath.exp(-x))


def phi(x):
    return mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def density(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def inner(x):
    return BETA * (x + KAPPA * x**3)


def gate(x):
    return mpmath.tanh(mpmath.log1p(mpmath.exp(x)))


def gelu_tanh_slope(x):
    s = logistic(2 * inner(x))
    return s + 2 * x * s * logistic(-2 * inner(x)) * BETA * (1 + 3 * KAPPA * x * x)


FUNCTIONS = {
    "GELU": (lambda x: x * phi(x), lambda x: phi(x) + x * density(x)),
    "GELU_TANH": (lambda x: x * logistic(2 * inner(x)), gelu_tanh_slope),
    "SIGMOID": (logistic, lambda x: logistic(x) * logistic(-x)),
    "TANH": (mpmath.tanh, lambda x: mpmath.sech(x) ** 2),
    "SILU": (lambda x: x * logistic(x), lambda x: logistic(x) * (1 + x * logistic(-x))),
    "SOFTPLUS": (lambda x: x if x > 20 else mpmath.log1p(mpmath.exp(x)), lambda x: 1 if x > 20 else logistic(x)),
    "LOG_SIGMOID": (lambda x: -mpmath.log1p(mpmath.exp(-x)), lambda x: logistic(-x)),
    "MISH": (lambda x: x * gate(x), lambda x: gate(x) + x * logistic(x) * (1 - gate(x) ** 2)),
    "SOFTSIGN": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "EXPONENTIAL": (lambda x: x if x > 0 else mpmath.expm1(x), lambda x: 1 if x > 0 else mpmath.exp(x)),
    "TANHSHRINK": (lambda x: x - mpmath.tanh(x), lambda x: mpmath.tanh(x) ** 2),
}

print("function,x,f,slope")
for name, (f, slope) in FUNCTIONS.items():
    for magnitude in points:
        for x in (magnitude, -magnitude):
            # 1 − tanh² and 1 − σ cancel far out, x − tanh x near zero: enough digits for what is left.
            lost = min(abs(x), 1e3) - 2 * min(math.log10(abs(x)), 0)
            with mpmath.workdps(60 + int(lost)):
                print(f"{name},{x!r},{float(f(mpf(x)))!r},{float(slope(mpf(x)))!r}")
