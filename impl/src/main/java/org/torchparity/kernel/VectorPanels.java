package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** What the vector kernels of a matrix product share: tiles two vectors wide. */
abstract class VectorPanels implements GemmKernels {
  @Override
  public final int floatColumns() {
    return 2 * FLOATS.length();
  }

  @Override
  public final int doubleColumns() {
    return 2 * DOUBLES.length();
  }

  @Override
  public final void gather(float[] x, int at, int[] steps, int first, int depth, float[] panel) {
    int width = FLOATS.length();
    for (int p = 0; p < depth; p++) {
      int from = at + steps[first + p];
      int to = p * 2 * width;
      VectorSpeciesOf.load(x, from).intoArray(panel, to);
      VectorSpeciesOf.load(x, from + width).intoArray(panel, to + width);
    }
  }

  @Override
  public final void gather(double[] x, int at, int[] steps, int first, int depth, double[] panel) {
    int width = DOUBLES.length();
    for (int p = 0; p < depth; p++) {
      int from = at + steps[first + p];
      int to = p * 2 * width;
      VectorSpeciesOf.load(x, from).intoArray(panel, to);
      VectorSpeciesOf.load(x, from + width).intoArray(panel, to + width);
    }
  }

  @Override
  public final double dot(float[] a, int aAt, float[] b, int bAt, int count) {
    DoubleVector even = VectorSpeciesOf.doubles(0);
    DoubleVector odd = VectorSpeciesOf.doubles(0);
    int width = DOUBLES.length();
    int i = 0;
    for (; i <= count - 2 * width; i += 2 * width) {
      DoubleVector a0 = VectorSpeciesOf.widen(a, aAt + i);
      DoubleVector a1 = VectorSpeciesOf.widen(a, aAt + i + width);
      even = a0.fma(VectorSpeciesOf.widen(b, bAt + i), even);
      odd = a1.fma(VectorSpeciesOf.widen(b, bAt + i + width), odd);
    }
    double sum = VectorSpeciesOf.total(even.add(odd));
    for (; i < count; i++) {
      sum = Math.fma((double) a[aAt + i], b[bAt + i], sum);
    }
    return sum;
  }

  @Override
  public final double dot(double[] a, int aAt, double[] b, int bAt, int count) {
    DoubleVector even = VectorSpeciesOf.doubles(0);
    DoubleVector odd = VectorSpeciesOf.doubles(0);
    int width = DOUBLES.length();
    int i = 0;
    for (; i <= count - 2 * width; i += 2 * width) {
      DoubleVector a0 = VectorSpeciesOf.load(a, aAt + i);
      DoubleVector a1 = VectorSpeciesOf.load(a, aAt + i + width);
      even = a0.fma(VectorSpeciesOf.load(b, bAt + i), even);
      odd = a1.fma(VectorSpeciesOf.load(b, bAt + i + width), odd);
    }
    double sum = VectorSpeciesOf.total(even.add(odd));
    for (; i < count; i++) {
      sum = Math.fma(a[aAt + i], b[bAt + i], sum);
    }
    return sum;
  }

  @Override
  public final void addScaled(float factor, float[] x, int from, float[] y, int to, int count) {
    FloatVector factors = VectorSpeciesOf.floats(factor);
    int i = 0;
    for (int bound = FLOATS.loopBound(count); i < bound; i += FLOATS.length()) {
      FloatVector sums = VectorSpeciesOf.load(y, to + i);
      factors.fma(VectorSpeciesOf.load(x, from + i), sums).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
    }
  }

  @Override
  public final void addScaled(double factor, double[] x, int from, double[] y, int to, int count) {
    DoubleVector factors = VectorSpeciesOf.doubles(factor);
    int i = 0;
    for (int bound = DOUBLES.loopBound(count); i < bound; i += DOUBLES.length()) {
      DoubleVector sums = VectorSpeciesOf.load(y, to + i);
      factors.fma(VectorSpeciesOf.load(x, from + i), sums).intoArray(y, to + i);
    }
    for (; i < count; i++) {
      y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
    }
  }
}
