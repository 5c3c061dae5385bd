package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.bits;
import static org.torchparity.kernel.VectorSpeciesOf.doubles;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.longs;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernels of planes in the Vector API. The lines are short, so there is no loop for what a
 * vector does not fill: the last vector of a line overlaps the one before it and computes the same
 * once more. Lines shorter than a vector go to the scalar twin. No method hands vectors to another
 * that is more than one operation: one that is not inlined would make them objects.
 */
final class VectorPlaneKernels implements PlaneKernels {
  private final ScalarPlaneKernels scalar = new ScalarPlaneKernels();

  @Override
  public double sum(float[] x, int from, int count) {
    int lanes = DOUBLES.length();
    DoubleVector a = doubles(0);
    DoubleVector b = doubles(0);
    DoubleVector c = doubles(0);
    DoubleVector d = doubles(0);
    int i = from;
    for (int bound = from + count - 4 * lanes; i <= bound; i += 4 * lanes) {
      a = a.add(VectorSpeciesOf.widen(x, i));
      b = b.add(VectorSpeciesOf.widen(x, i + lanes));
      c = c.add(VectorSpeciesOf.widen(x, i + 2 * lanes));
      d = d.add(VectorSpeciesOf.widen(x, i + 3 * lanes));
    }
    return VectorSpeciesOf.total(a.add(b).add(c.add(d))) + scalar.sum(x, i, from + count - i);
  }

  @Override
  public void widen(float[] x, int from, double[] y, int to, int count) {
    VectorSpeciesOf.widen(x, from, y, to, count);
  }

  @Override
  public void narrow(double[] x, float[] y, int to, int count) {
    VectorSpeciesOf.narrow(x, y, to, count);
  }

  @Override
  public void mix(
      float[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int to,
      int width) {
    int last = width - DOUBLES.length();
    int lastFour = width - 4 * DOUBLES.length();
    if (last < 0) {
      scalar.mix(x, at, offsets, weights, first, end, y, to, width);
    } else if (lastFour < 0) {
      for (int i = 0; i < last; i += DOUBLES.length()) {
        mixOne(x, at + i, offsets, weights, first, end, y, to + i);
      }
      mixOne(x, at + last, offsets, weights, first, end, y, to + last);
    } else {
      for (int i = 0; i < lastFour; i += 4 * DOUBLES.length()) {
        mixFour(x, at + i, offsets, weights, first, end, y, to + i);
      }
      mixFour(x, at + lastFour, offsets, weights, first, end, y, to + lastFour);
    }
  }

  private static void mixFour(
      float[] x, int at, int[] offsets, double[] weights, int first, int end, double[] y, int to) {
    int lanes = DOUBLES.length();
    DoubleVector a = doubles(0);
    DoubleVector b = doubles(0);
    DoubleVector c = doubles(0);
    DoubleVector d = doubles(0);
    for (int t = first; t < end; t++) {
      int from = at + offsets[t];
      DoubleVector weight = doubles(weights[t]);
      a = VectorSpeciesOf.widen(x, from).fma(weight, a);
      b = VectorSpeciesOf.widen(x, from + lanes).fma(weight, b);
      c = VectorSpeciesOf.widen(x, from + 2 * lanes).fma(weight, c);
      d = VectorSpeciesOf.widen(x, from + 3 * lanes).fma(weight, d);
    }
    a.intoArray(y, to);
    b.intoArray(y, to + lanes);
    c.intoArray(y, to + 2 * lanes);
    d.intoArray(y, to + 3 * lanes);
  }

  private static void mixOne(
      float[] x, int at, int[] offsets, double[] weights, int first, int end, double[] y, int to) {
    DoubleVector sum = doubles(0);
    for (int t = first; t < end; t++) {
      sum = VectorSpeciesOf.widen(x, at + offsets[t]).fma(doubles(weights[t]), sum);
    }
    sum.intoArray(y, to);
  }

  @Override
  public void mix(
      double[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      float[] y,
      int to,
      int width) {
    int last = width - DOUBLES.length();
    int lastFour = width - 4 * DOUBLES.length();
    if (end - first == 2 && last >= 0) {
      mixTwo(
          x,
          at + offsets[first],
          at + offsets[first + 1],
          weights[first],
          weights[first + 1],
          y,
          to,
          width);
      return;
    }
    if (last < 0) {
      scalar.mix(x, at, offsets, weights, first, end, y, to, width);
    } else if (lastFour < 0) {
      for (int i = 0; i < last; i += DOUBLES.length()) {
        mixOne(x, at + i, offsets, weights, first, end, y, to + i);
      }
      mixOne(x, at + last, offsets, weights, first, end, y, to + last);
    } else {
      for (int i = 0; i < lastFour; i += 4 * DOUBLES.length()) {
        mixFour(x, at + i, offsets, weights, first, end, y, to + i);
      }
      mixFour(x, at + lastFour, offsets, weights, first, end, y, to + lastFour);
    }
  }

  private static void mixFour(
      double[] x, int at, int[] offsets, double[] weights, int first, int end, float[] y, int to) {
    int lanes = DOUBLES.length();
    DoubleVector a = doubles(0);
    DoubleVector b = doubles(0);
    DoubleVector c = doubles(0);
    DoubleVector d = doubles(0);
    for (int t = first; t < end; t++) {
      int from = at + offsets[t];
      DoubleVector weight = doubles(weights[t]);
      a = load(x, from).fma(weight, a);
      b = load(x, from + lanes).fma(weight, b);
      c = load(x, from + 2 * lanes).fma(weight, c);
      d = load(x, from + 3 * lanes).fma(weight, d);
    }
    VectorSpeciesOf.narrow(a, y, to);
    VectorSpeciesOf.narrow(b, y, to + lanes);
    VectorSpeciesOf.narrow(c, y, to + 2 * lanes);
    VectorSpeciesOf.narrow(d, y, to + 3 * lanes);
  }

  private static void mixTwo(
      double[] x, int from, int other, double u, double v, float[] y, int to, int width) {
    DoubleVector a = doubles(u);
    DoubleVector b = doubles(v);
    DoubleVector zero = doubles(0);
    int last = width - DOUBLES.length();
    for (int i = 0; i < last; i += DOUBLES.length()) {
      VectorSpeciesOf.narrow(load(x, other + i).fma(b, load(x, from + i).fma(a, zero)), y, to + i);
    }
    VectorSpeciesOf.narrow(
        load(x, other + last).fma(b, load(x, from + last).fma(a, zero)), y, to + last);
  }

  private static void mixOne(
      double[] x, int at, int[] offsets, double[] weights, int first, int end, float[] y, int to) {
    DoubleVector sum = doubles(0);
    for (int t = first; t < end; t++) {
      sum = load(x, at + offsets[t]).fma(doubles(weights[t]), sum);
    }
    VectorSpeciesOf.narrow(sum, y, to);
  }

  @Override
  public void mix(
      double[] x,
      int at,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      double[] y,
      int to,
      int width) {
    int last = width - DOUBLES.length();
    int lastFour = width - 4 * DOUBLES.length();
    if (last < 0) {
      scalar.mix(x, at, offsets, weights, first, end, y, to, width);
    } else if (lastFour < 0) {
      for (int i = 0; i < last; i += DOUBLES.length()) {
        mixOne(x, at + i, offsets, weights, first, end, y, to + i);
      }
      mixOne(x, at + last, offsets, weights, first, end, y, to + last);
    } else {
      for (int i = 0; i < lastFour; i += 4 * DOUBLES.length()) {
        mixFour(x, at + i, offsets, weights, first, end, y, to + i);
      }
      mixFour(x, at + lastFour, offsets, weights, first, end, y, to + lastFour);
    }
  }

  private static void mixFour(
      double[] x, int at, int[] offsets, double[] weights, int first, int end, double[] y, int to) {
    int lanes = DOUBLES.length();
    DoubleVector a = doubles(0);
    DoubleVector b = doubles(0);
    DoubleVector c = doubles(0);
    DoubleVector d = doubles(0);
    for (int t = first; t < end; t++) {
      int from = at + offsets[t];
      DoubleVector weight = doubles(weights[t]);
      a = load(x, from).fma(weight, a);
      b = load(x, from + lanes).fma(weight, b);
      c = load(x, from + 2 * lanes).fma(weight, c);
      d = load(x, from + 3 * lanes).fma(weight, d);
    }
    a.intoArray(y, to);
    b.intoArray(y, to + lanes);
    c.intoArray(y, to + 2 * lanes);
    d.intoArray(y, to + 3 * lanes);
  }

  private static void mixOne(
      double[] x, int at, int[] offsets, double[] weights, int first, int end, double[] y, int to) {
    DoubleVector sum = doubles(0);
    for (int t = first; t < end; t++) {
      sum = load(x, at + offsets[t]).fma(doubles(weights[t]), sum);
    }
    sum.intoArray(y, to);
  }

  @Override
  public boolean greatest(
      float[] x, int at, int[] offsets, int terms, float[] max, int[] place, int width) {
    int last = width - FLOATS.length();
    if (last < 0) {
      return scalar.greatest(x, at, offsets, terms, max, place, width);
    }
    boolean finite = true;
    for (int i = 0; i < last; i += FLOATS.length()) {
      finite &= VectorMaxima.greatest(x, at, offsets, terms, max, place, i);
    }
    return VectorMaxima.greatest(x, at, offsets, terms, max, place, last) && finite;
  }

  @Override
  public boolean greatest(
      double[] x, int at, int[] offsets, int terms, double[] max, int[] place, int width) {
    int last = width - DOUBLES.length();
    if (last < 0) {
      return scalar.greatest(x, at, offsets, terms, max, place, width);
    }
    boolean finite = true;
    for (int i = 0; i < last; i += DOUBLES.length()) {
      finite &= VectorMaxima.greatest(x, at, offsets, terms, max, place, i);
    }
    return VectorMaxima.greatest(x, at, offsets, terms, max, place, last) && finite;
  }

  @Override
  public void pick(int[] x, int step, int add, long[] y, int to, int count) {
    if (step == 2) {
      VectorPairs.pick(x, add, y, to, count);
    } else {
      scalar.pick(x, step, add, y, to, count);
    }
  }

  /**
   * By the bits of magnitudes, which are in the order of these: a difference that is negative tells
   * one beyond the bounds.
   */
  @Override
  public boolean within(double[] x, int count, double least, double most) {
    LongVector magnitude = longs(Long.MAX_VALUE);
    LongVector low = longs(Double.doubleToRawLongBits(least));
    LongVector high = longs(Double.doubleToRawLongBits(most));
    LongVector beyond = longs(0);
    int bound = DOUBLES.loopBound(count);
    for (int i = 0; i < bound; i += DOUBLES.length()) {
      LongVector size = bits(load(x, i)).and(magnitude);
      LongVector tooSmall = size.sub(low).and(longs(0).sub(size));
      beyond = high.sub(size).or(tooSmall).or(beyond);
    }
    LongVector seen = longs(0).or(beyond);
    return !seen.compare(VectorOperators.LT, longs(0)).anyTrue()
        && ScalarPlaneKernels.withinFrom(bound, x, count, least, most);
  }
}
