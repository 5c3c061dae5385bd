"""Runs the calls named on standard input, one a line, on np.random, and prints what they give.

One line of output a call, elements in row-major order: integers in decimal, floats as the
hexadecimal digits of their bits. After a normal draw stand three things: NumPy's own bits, the bits
of the same formula with a correctly rounded logarithm, and whether the C library's logarithm, which
NumPy took, was correctly rounded there (1 or 0).
"""

import decimal
import math
import struct
import sys

import numpy as np

decimal.getcontext().prec = 50


def bits(value):
    return struct.pack(">d", value).hex()


def floats(array):
    return " ".join(bits(value) for value in np.asarray(array, dtype=np.float64).ravel())


def integers(array):
    return " ".join(str(value) for value in np.asarray(array).ravel().tolist())


class ExactGauss:
    """The polar method of RandomState with ln rounded correctly, on the stream of np.random."""

    def __init__(self):
        self.uniform = np.random.RandomState(0)
        self.spare = None

    def follow(self):
        self.uniform.set_state(np.random.get_state())

    def draw(self):
        if self.spare is not None:
            drawn, self.spare = self.spare, None
            return drawn
        while True:
            x1 = 2.0 * self.uniform.random_sample() - 1.0
            x2 = 2.0 * self.uniform.random_sample() - 1.0
            r2 = x1 * x1 + x2 * x2
            if 0.0 < r2 < 1.0:
                break
        log = float(decimal.Decimal(r2).ln())
        factor = math.sqrt(-2.0 * log / r2)
        is_exact = log == math.log(r2)
        self.spare = (factor * x1, is_exact)
        return factor * x2, is_exact


def normals(gauss, draw, scaled):
    gauss.follow()
    drawn = draw()
    exact = [gauss.draw() for _ in drawn]
    assert gauss.uniform.get_state()[2] == np.random.get_state()[2], "the streams have parted"
    return " ".join(
        f"{bits(own)} {bits(scaled(value))} {is_exact:d}"
        for own, (value, is_exact) in zip(drawn.tolist(), exact)
    )


def table(rows, columns):
    return np.arange(rows * columns).reshape(rows, columns)


def main():
    gauss = ExactGauss()
    for line in sys.stdin:
        call, *words = line.split()
        if call == "seed":
            np.random.seed(int(words[0]))
            gauss.spare = None
            print()
        elif call == "rand":
            print(floats(np.random.rand(int(words[0]))))
        elif call == "uniform":
            low, high = map(float, words[:2])
            print(floats(np.random.uniform(low, high, int(words[2]))))
        elif call == "randn":
            print(normals(gauss, lambda: np.random.randn(int(words[0])), lambda value: value))
        elif call == "normal":
            loc, scale, n = float(words[0]), float(words[1]), int(words[2])
            draw = lambda: np.random.normal(loc, scale, n)
            print(normals(gauss, draw, lambda value: loc + scale * value))
        elif call == "randint":
            low, high, n = map(int, words)
            print(integers(np.random.randint(low, high, n, dtype=np.int64)))
        elif call == "permutation":
            print(integers(np.random.permutation(int(words[0]))))
        elif call == "permutation_of":
            print(integers(np.random.permutation(table(*map(int, words)))))
        elif call == "shuffle":
            array = np.arange(int(words[0]))
            np.random.shuffle(array)
            print(integers(array))
        elif call == "shuffle_table":
            array = table(*map(int, words))
            np.random.shuffle(array)
            print(integers(array))
        else:
            raise ValueError(line)


main()
