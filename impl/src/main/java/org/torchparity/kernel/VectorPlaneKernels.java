package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.narrow;
import static org.torchparity.kernel.VectorSpeciesOf.widen;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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
    DoubleVector a = VectorSpeciesOf.doubles(0);
    DoubleVector b = VectorSpeciesOf.doubles(0);
    DoubleVector c = VectorSpeciesOf.doubles(0);
    DoubleVector d = VectorSpeciesOf.doubles(0);
    int i = from;
    for (int bound = from + count - 4 * lanes; i <= bound; i += 4 * lanes) {
      a = a.add(widen(x, i));
      b = b.add(widen(x, i + lanes));
      c = c.add(widen(x, i + 2 * lanes));
      d = d.add(widen(x, i + 3 * lanes));
    }
    return VectorSpeciesOf.total(a.add(b).add(c.add(d))) + scalar.sum(x, i, from + count - i);
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
      int width) {
    int last = width - DOUBLES.length();
    if (last < 0) {
      scalar.mix(x, at, offsets, weights, first, end, y, width);
      return;
    }
    for (int i = 0; i < last; i += DOUBLES.length()) {
      mixVector(x, at + i, offsets, weights, first, end, y, i);
    }
    mixVector(x, at + last, offsets, weights, first, end, y, last);
  }

  private static void mixVector(
      float[] x, int at, int[] offsets, double[] weights, int first, int end, double[] y, int i) {
    DoubleVector sum = VectorSpeciesOf.doubles(0);
    for (int t = first; t < end; t++) {
      sum = widen(x, at + offsets[t]).fma(VectorSpeciesOf.doubles(weights[t]), sum);
    }
    sum.intoArray(y, i);
  }

  @Override
  public void mix(
      double[] x,
      int[] offsets,
      double[] weights,
      int first,
      int end,
      float[] y,
      int yAt,
      int width) {
    int last = width - DOUBLES.length();
    if (last < 0) {
      scalar.mix(x, offsets, weights, first, end, y, yAt, width);
      return;
    }
    for (int i = 0; i < last; i += DOUBLES.length()) {
      mixVector(x, i, offsets, weights, first, end, y, yAt + i);
    }
    mixVector(x, last, offsets, weights, first, end, y, yAt + last);
  }

  private static void mixVector(
      double[] x, int at, int[] offsets, double[] weights, int first, int end, float[] y, int i) {
    DoubleVector sum = VectorSpeciesOf.doubles(0);
    for (int t = first; t < end; t++) {
      sum = VectorSpeciesOf.load(x, at + offsets[t]).fma(VectorSpeciesOf.doubles(weights[t]), sum);
    }
    narrow(sum, y, i);
  }

  @Override
  public void greatest(float[] x, int[] lines, int count, int width, float[] max, float[] number) {
    int last = width - FLOATS.length();
    if (last < 0) {
      scalar.greatest(x, lines, count, width, max, number);
      return;
    }
    for (int i = 0; i < last; i += FLOATS.length()) {
      greatestVector(x, lines, count, i, max, number);
    }
    greatestVector(x, lines, count, last, max, number);
  }

  private static void greatestVector(
      float[] x, int[] lines, int count, int i, float[] max, float[] number) {
    FloatVector best = VectorSpeciesOf.floats(Float.NEGATIVE_INFINITY);
    FloatVector where = VectorSpeciesOf.floats(0);
    for (int line = 0; line < count; line++) {
      FloatVector value = VectorSpeciesOf.load(x, lines[line] + i);
      VectorMask<Float> greater =
          value.compare(VectorOperators.GT, best).or(value.compare(VectorOperators.NE, value));
      best = best.blend(value, greater);
      where = where.blend(VectorSpeciesOf.floats(line), greater);
    }
    best.intoArray(max, i);
    where.intoArray(number, i);
  }
}
