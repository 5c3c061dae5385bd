package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.narrow;
import static org.torchparity.kernel.VectorSpeciesOf.widen;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Softmax in the Vector API; rows shorter than a vector go to the scalar twin. */
final class VectorSoftmaxKernels implements SoftmaxKernels {
  private static final int LANES = DOUBLES.length();

  private final ScalarSoftmaxKernels scalar = new ScalarSoftmaxKernels();

  @Override
  public void softmax(float[] x, int size, int from, int to, float[] y) {
    if (size < LANES) {
      scalar.softmax(x, size, from, to, y);
      return;
    }
    double[] e = new double[size];
    for (int r = from; r < to; r++) {
      double sum = exponentials(x, r * size, size, greatest(x, r * size, size), e);
      scaled(e, 1 / sum, size, y, r * size);
    }
  }

  /** e = exp(x − greatest); returns Σ e. */
  private static double exponentials(float[] x, int start, int size, double greatest, double[] e) {
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    int i = 0;
    for (int bound = DOUBLES.loopBound(size); i < bound; i += LANES) {
      DoubleVector value = VectorFunctions.exp(widen(x, start + i).sub(greatest));
      value.intoArray(e, i);
      sums = sums.add(value);
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    for (; i < size; i++) {
      e[i] = ScalarFunctions.exp(x[start + i] - greatest);
      sum += e[i];
    }
    return sum;
  }

  private static void scaled(double[] e, double factor, int size, float[] y, int start) {
    int i = 0;
    for (int bound = DOUBLES.loopBound(size); i < bound; i += LANES) {
      narrow(DoubleVector.fromArray(DOUBLES, e, i).mul(factor), y, start + i);
    }
    for (; i < size; i++) {
      y[start + i] = (float) (e[i] * factor);
    }
  }

  @Override
  public void softmaxBackward(float[] g, float[] p, int size, int from, int to, float[] y) {
    if (size < LANES) {
      scalar.softmaxBackward(g, p, size, from, to, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int end = (r + 1) * size;
      int bound = r * size + DOUBLES.loopBound(size);
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      int i = r * size;
      for (; i < bound; i += LANES) {
        sums = widen(g, i).fma(widen(p, i), sums);
      }
      double sum = sums.reduceLanes(VectorOperators.ADD);
      for (; i < end; i++) {
        sum = Math.fma(g[i], p[i], sum);
      }
      for (i = r * size; i < bound; i += LANES) {
        narrow(widen(p, i).mul(widen(g, i).sub(sum)), y, i);
      }
      for (; i < end; i++) {
        y[i] = (float) (p[i] * (g[i] - sum));
      }
    }
  }

  @Override
  public void logSums(float[] x, int size, int from, int to, double[] greatest, double[] logSum) {
    if (size < LANES) {
      scalar.logSums(x, size, from, to, greatest, logSum);
      return;
    }
    for (int r = from; r < to; r++) {
      greatest[r] = greatest(x, r * size, size);
      logSum[r] = Math.log(exponentialSum(x, r * size, size, greatest[r]));
    }
  }

  /** Σ exp(x − greatest). */
  private static double exponentialSum(float[] x, int start, int size, double greatest) {
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = start + DOUBLES.loopBound(size); i < bound; i += LANES) {
      sums = sums.add(VectorFunctions.exp(widen(x, i).sub(greatest)));
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    for (; i < start + size; i++) {
      sum += ScalarFunctions.exp(x[i] - greatest);
    }
    return sum;
  }

  @Override
  public void logSoftmax(
      float[] x, int size, int from, int to, double[] greatest, double[] logSum, float[] y) {
    if (size < LANES) {
      scalar.logSoftmax(x, size, from, to, greatest, logSum, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int i = r * size;
      for (int bound = i + DOUBLES.loopBound(size); i < bound; i += LANES) {
        narrow(widen(x, i).sub(greatest[r]).sub(logSum[r]), y, i);
      }
      for (; i < (r + 1) * size; i++) {
        y[i] = (float) (x[i] - greatest[r] - logSum[r]);
      }
    }
  }

  @Override
  public void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] greatest,
      double[] logSum,
      float[] y) {
    if (size < LANES) {
      scalar.logSoftmaxBackward(g, x, size, from, to, greatest, logSum, y);
      return;
    }
    for (int r = from; r < to; r++) {
      double sum = sum(g, r * size, size);
      int i = r * size;
      for (int bound = i + DOUBLES.loopBound(size); i < bound; i += LANES) {
        DoubleVector p = VectorFunctions.exp(widen(x, i).sub(greatest[r]).sub(logSum[r]));
        narrow(p.neg().fma(DoubleVector.broadcast(DOUBLES, sum), widen(g, i)), y, i);
      }
      for (; i < (r + 1) * size; i++) {
        double p = ScalarFunctions.exp(x[i] - greatest[r] - logSum[r]);
        y[i] = (float) Math.fma(-p, sum, g[i]);
      }
    }
  }

  private static double sum(float[] g, int start, int size) {
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = start + DOUBLES.loopBound(size); i < bound; i += LANES) {
      sums = sums.add(widen(g, i));
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    for (; i < start + size; i++) {
      sum += g[i];
    }
    return sum;
  }

  @Override
  public void scaledSoftmax(
      float[] x,
      int size,
      int from,
      int to,
      double[] greatest,
      double[] logSum,
      double[] factor,
      float[] y) {
    if (size < LANES) {
      scalar.scaledSoftmax(x, size, from, to, greatest, logSum, factor, y);
      return;
    }
    for (int r = from; r < to; r++) {
      int i = r * size;
      for (int bound = i + DOUBLES.loopBound(size); i < bound; i += LANES) {
        DoubleVector p = VectorFunctions.exp(widen(x, i).sub(greatest[r]).sub(logSum[r]));
        narrow(p.mul(factor[r]), y, i);
      }
      for (; i < (r + 1) * size; i++) {
        y[i] = (float) (factor[r] * ScalarFunctions.exp(x[i] - greatest[r] - logSum[r]));
      }
    }
  }

  /** A NaN is left out: it comes back with its exponential. */
  private static double greatest(float[] x, int start, int size) {
    FloatVector greatest = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    int i = start;
    for (int bound = start + FLOATS.loopBound(size); i < bound; i += FLOATS.length()) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      greatest = greatest.blend(v, v.compare(VectorOperators.GT, greatest));
    }
    double rest = ScalarSoftmaxKernels.greatest(x, i, start + size - i);
    return Math.max(greatest.reduceLanes(VectorOperators.MAX), rest);
  }
}
