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

  @Override
  public void addLines(
      float[] source,
      int sourceAt,
      LineTaps taps,
      float[] weight,
      int weightAt,
      float[] target,
      int targetAt) {
    int lanes = FLOATS.length();
    int width = taps.to - taps.from;
    if (width < lanes) {
      scalar.addLines(source, sourceAt, taps, weight, weightAt, target, targetAt);
      return;
    }
    addBorders(source, sourceAt, taps, weight, weightAt, target, targetAt);
    // Blocks of up to four vectors, as many columns each, so that none is less than one vector.
    int blocks = (width + 4 * lanes - 1) / (4 * lanes);
    for (int line = 0; line < taps.lines; line++) {
      int at = targetAt + line * taps.width;
      for (int block = 0; block < blocks; block++) {
        int from = taps.from + width * block / blocks;
        int last = taps.from + width * (block + 1) / blocks - lanes;
        addBlock(source, sourceAt, taps, line, weight, weightAt, target, at, from, last);
      }
    }
  }

  /** The columns from {@code from} to the vector that begins at {@code last}. */
  private static void addBlock(
      float[] source,
      int sourceAt,
      LineTaps taps,
      int line,
      float[] weight,
      int weightAt,
      float[] target,
      int targetAt,
      int from,
      int last) {
    int second = Math.min(from + FLOATS.length(), last);
    int third = Math.min(second + FLOATS.length(), last);
    FloatVector a = VectorSpeciesOf.load(target, targetAt + from);
    FloatVector b = VectorSpeciesOf.load(target, targetAt + second);
    FloatVector c = VectorSpeciesOf.load(target, targetAt + third);
    FloatVector d = VectorSpeciesOf.load(target, targetAt + last);
    int end = taps.start[line + 1];
    for (int t = taps.start[line]; t < end; t++) {
      FloatVector factor = VectorSpeciesOf.floats(weight[weightAt + taps.kernel[t]]);
      int at = sourceAt + taps.offset[t];
      a = VectorSpeciesOf.load(source, at + from).fma(factor, a);
      b = VectorSpeciesOf.load(source, at + second).fma(factor, b);
      c = VectorSpeciesOf.load(source, at + third).fma(factor, c);
      d = VectorSpeciesOf.load(source, at + last).fma(factor, d);
    }
    a.intoArray(target, targetAt + from);
    b.intoArray(target, targetAt + second);
    c.intoArray(target, targetAt + third);
    d.intoArray(target, targetAt + last);
  }

  /** Columns of which some taps lie beside the source, one tap after the other down the lines. */
  private static void addBorders(
      float[] source,
      int sourceAt,
      LineTaps taps,
      float[] weight,
      int weightAt,
      float[] target,
      int targetAt) {
    for (int k = 0; k < taps.shift.length; k++) {
      float factor = weight[weightAt + k];
      int end = taps.end(k);
      for (int i = taps.first(k); i < taps.from; i++) {
        addColumn(source, sourceAt + i, taps, k, factor, target, targetAt + i);
      }
      for (int i = taps.to; i < end; i++) {
        addColumn(source, sourceAt + i, taps, k, factor, target, targetAt + i);
      }
    }
  }

  private static void addColumn(
      float[] source,
      int sourceAt,
      LineTaps taps,
      int k,
      float factor,
      float[] target,
      int targetAt) {
    int end = taps.pairStart[k + 1];
    for (int pair = taps.pairStart[k]; pair < end; pair++) {
      int at = targetAt + taps.pairLine[pair] * taps.width;
      target[at] = Math.fma(factor, source[sourceAt + taps.pairOffset[pair]], target[at]);
    }
  }

  @Override
  public double products(
      float[] source,
      int sourceAt,
      float[] target,
      int targetAt,
      LineTaps taps,
      int kernel,
      float[] columns) {
    int first = taps.first(kernel);
    int lanes = FLOATS.length();
    int width = taps.end(kernel) - first;
    if (width < lanes) {
      return scalar.products(source, sourceAt, target, targetAt, taps, kernel, columns);
    }
    for (int from = 0; from < width; from += 4 * lanes) {
      int begin = Math.min(from, width - lanes);
      int last = Math.min(from + 3 * lanes, width - lanes);
      productsOfBlock(
          source, sourceAt + first, target, targetAt + first, taps, kernel, begin, last, columns);
    }
    return scalar.sum(columns, 0, width);
  }

  private static void productsOfBlock(
      float[] source,
      int sourceAt,
      float[] target,
      int targetAt,
      LineTaps taps,
      int kernel,
      int from,
      int last,
      float[] columns) {
    int second = Math.min(from + FLOATS.length(), last);
    int third = Math.min(second + FLOATS.length(), last);
    FloatVector a = VectorSpeciesOf.floats(0);
    FloatVector b = VectorSpeciesOf.floats(0);
    FloatVector c = VectorSpeciesOf.floats(0);
    FloatVector d = VectorSpeciesOf.floats(0);
    int end = taps.pairStart[kernel + 1];
    for (int pair = taps.pairStart[kernel]; pair < end; pair++) {
      int x = sourceAt + taps.pairOffset[pair];
      int g = targetAt + taps.pairLine[pair] * taps.width;
      a = product(source, x + from, target, g + from, a);
      b = product(source, x + second, target, g + second, b);
      c = product(source, x + third, target, g + third, c);
      d = product(source, x + last, target, g + last, d);
    }
    a.intoArray(columns, from);
    b.intoArray(columns, second);
    c.intoArray(columns, third);
    d.intoArray(columns, last);
  }

  private static FloatVector product(float[] x, int xAt, float[] g, int gAt, FloatVector sum) {
    return VectorSpeciesOf.load(x, xAt).fma(VectorSpeciesOf.load(g, gAt), sum);
  }
}
