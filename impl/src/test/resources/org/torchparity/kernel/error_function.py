"""Writes error_function.csv: x, erf x and erfc x, correctly rounded to float64.

Needs mpmath: python3 error_function.py > error_function.csv
"""

import random

import mpmath

mpmath.mp.dps = 60
generator = random.Random(0)
points = [0.0, 5e-324, 1e-300, 1e-10, 0.46875, 0.468750001, 1.0, 2.0, 4.0, 4.000000001, 5.9, 6.0, 10.0, 26.0, 26.5]
points += [generator.uniform(0, 0.46875) for _ in range(100)]
points += [generator.uniform(0.46875, 4) for _ in range(300)]
points += [generator.uniform(4, 26.5) for _ in range(200)]
points += [10 ** generator.uniform(-12, 0) for _ in range(50)]
print("x,erf,erfc")
for magnitude in points:
    for x in (magnitude, -magnitude):
        print(f"{x!r},{float(mpmath.erf(x))!r},{float(mpmath.erfc(x))!r}")
