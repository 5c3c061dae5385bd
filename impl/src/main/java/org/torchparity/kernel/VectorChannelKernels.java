package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.narrow;
import static org.torchparity.kernel.VectorSpeciesOf.widen;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernels in the Vector API; runs shorter than a vector go to the scalar twin. A sum over a run
 * is a method of its own: vectors that are carried through two nested loops become objects.
 */
final class VectorChannelKernels implements ChannelKernels {
  private final ScalarChannelKernels scalar = new ScalarChannelKernels();

  @Override
  public void moments(float[] x, Layout layout, int from, int to, double[] mean, double[] squares) {
    if (layout.length() < DOUBLES.length()) {
      scalar.moments(x, layout, from, to, mean, squares);
      return;
    }
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int n = 0; n < layout.batch(); n++) {
        sum += sum(x, layout.offset(n, c), layout.length());
      }
      double centre = sum / layout.elementsPerChannel();
      double[] deviations = new double[2];
      for (int n = 0; n < layout.batch(); n++) {
        deviations(x, layout.offset(n, c), layout.length(), centre, deviations);
      }
      Corrected.store(
          c, centre, deviations[0], deviations[1], layout.elementsPerChannel(), mean, squares);
    }
  }

  /** Σx of a run. */
  private static double sum(float[] x, int start, int length) {
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = i + DOUBLES.loopBound(length); i < bound; i += DOUBLES.length()) {
      sums = sums.add(widen(x, i));
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    for (; i < start + length; i++) {
      sum += x[i];
    }
    return sum;
  }

  /** Adds Σ(x − centre) and Σ(x − centre)² of a run. */
  private static void deviations(float[] x, int start, int length, double centre, double[] to) {
    DoubleVector residuals = DoubleVector.zero(DOUBLES);
    DoubleVector squares = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = i + DOUBLES.loopBound(length); i < bound; i += DOUBLES.length()) {
      DoubleVector deviation = widen(x, i).sub(centre);
      residuals = residuals.add(deviation);
      squares = deviation.fma(deviation, squares);
    }
    double residual = residuals.reduceLanes(VectorOperators.ADD);
    double square = squares.reduceLanes(VectorOperators.ADD);
    for (; i < start + length; i++) {
      double deviation = x[i] - centre;
      residual += deviation;
      square = Math.fma(deviation, deviation, square);
    }
    to[0] += residual;
    to[1] += square;
  }

  @Override
  public void affine(
      float[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] shift,
      float[] y) {
    if (layout.length() < DOUBLES.length()) {
      scalar.affine(x, layout, from, to, mean, scale, shift, y);
      return;
    }
    for (int n = 0; n < layout.batch(); n++) {
      for (int c = from; c < to; c++) {
        DoubleVector factor = DoubleVector.broadcast(DOUBLES, scale[c]);
        DoubleVector summand = DoubleVector.broadcast(DOUBLES, shift[c]);
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector result = widen(x, i).sub(mean[c]).fma(factor, summand);
          narrow(result, y, i);
        }
        for (; i < end; i++) {
          y[i] = (float) Math.fma(x[i] - mean[c], scale[c], shift[c]);
        }
      }
    }
  }

  @Override
  public void products(
      float[] g,
      float[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] sum,
      double[] product) {
    if (layout.length() < DOUBLES.length()) {
      scalar.products(g, x, layout, from, to, mean, sum, product);
      return;
    }
    for (int c = from; c < to; c++) {
      double[] sums = new double[2];
      for (int n = 0; n < layout.batch(); n++) {
        products(g, x, layout.offset(n, c), layout.length(), mean[c], sums);
      }
      sum[c] = sums[0];
      product[c] = sums[1];
    }
  }

  /** Adds Σg and Σg·(x − mean) of a run. */
  private static void products(
      float[] g, float[] x, int start, int length, double mean, double[] to) {
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    DoubleVector products = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = i + DOUBLES.loopBound(length); i < bound; i += DOUBLES.length()) {
      DoubleVector upstream = widen(g, i);
      sums = sums.add(upstream);
      products = widen(x, i).sub(mean).fma(upstream, products);
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    double product = products.reduceLanes(VectorOperators.ADD);
    for (; i < start + length; i++) {
      sum += g[i];
      product = Math.fma(g[i], x[i] - mean, product);
    }
    to[0] += sum;
    to[1] += product;
  }

  @Override
  public void combine(
      float[] g,
      float[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] a,
      double[] b,
      double[] c,
      float[] y) {
    if (layout.length() < DOUBLES.length()) {
      scalar.combine(g, x, layout, from, to, mean, a, b, c, y);
      return;
    }
    for (int n = 0; n < layout.batch(); n++) {
      for (int k = from; k < to; k++) {
        DoubleVector ofGradient = DoubleVector.broadcast(DOUBLES, a[k]);
        DoubleVector ofDeviation = DoubleVector.broadcast(DOUBLES, b[k]);
        DoubleVector constant = DoubleVector.broadcast(DOUBLES, c[k]);
        int i = layout.offset(n, k);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector deviations = widen(x, i).sub(mean[k]);
          DoubleVector result = widen(g, i).fma(ofGradient, deviations.fma(ofDeviation, constant));
          narrow(result, y, i);
        }
        for (; i < end; i++) {
          y[i] = (float) Math.fma(a[k], g[i], Math.fma(b[k], x[i] - mean[k], c[k]));
        }
      }
    }
  }

  @Override
  public void moments(
      double[] x, Layout layout, int from, int to, double[] mean, double[] squares) {
    if (layout.length() < DOUBLES.length()) {
      scalar.moments(x, layout, from, to, mean, squares);
      return;
    }
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int n = 0; n < layout.batch(); n++) {
        sum += sum(x, layout.offset(n, c), layout.length());
      }
      double centre = sum / layout.elementsPerChannel();
      double[] deviations = new double[2];
      for (int n = 0; n < layout.batch(); n++) {
        deviations(x, layout.offset(n, c), layout.length(), centre, deviations);
      }
      Corrected.store(
          c, centre, deviations[0], deviations[1], layout.elementsPerChannel(), mean, squares);
    }
  }

  /** Σx of a run. */
  private static double sum(double[] x, int start, int length) {
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = i + DOUBLES.loopBound(length); i < bound; i += DOUBLES.length()) {
      sums = sums.add(DoubleVector.fromArray(DOUBLES, x, i));
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    for (; i < start + length; i++) {
      sum += x[i];
    }
    return sum;
  }

  /** Adds Σ(x − centre) and Σ(x − centre)² of a run. */
  private static void deviations(double[] x, int start, int length, double centre, double[] to) {
    DoubleVector residuals = DoubleVector.zero(DOUBLES);
    DoubleVector squares = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = i + DOUBLES.loopBound(length); i < bound; i += DOUBLES.length()) {
      DoubleVector deviation = DoubleVector.fromArray(DOUBLES, x, i).sub(centre);
      residuals = residuals.add(deviation);
      squares = deviation.fma(deviation, squares);
    }
    double residual = residuals.reduceLanes(VectorOperators.ADD);
    double square = squares.reduceLanes(VectorOperators.ADD);
    for (; i < start + length; i++) {
      double deviation = x[i] - centre;
      residual += deviation;
      square = Math.fma(deviation, deviation, square);
    }
    to[0] += residual;
    to[1] += square;
  }

  @Override
  public void affine(
      double[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] scale,
      double[] shift,
      double[] y) {
    if (layout.length() < DOUBLES.length()) {
      scalar.affine(x, layout, from, to, mean, scale, shift, y);
      return;
    }
    for (int n = 0; n < layout.batch(); n++) {
      for (int c = from; c < to; c++) {
        DoubleVector factor = DoubleVector.broadcast(DOUBLES, scale[c]);
        DoubleVector summand = DoubleVector.broadcast(DOUBLES, shift[c]);
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector result =
              DoubleVector.fromArray(DOUBLES, x, i).sub(mean[c]).fma(factor, summand);
          result.intoArray(y, i);
        }
        for (; i < end; i++) {
          y[i] = Math.fma(x[i] - mean[c], scale[c], shift[c]);
        }
      }
    }
  }

  @Override
  public void products(
      double[] g,
      double[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] sum,
      double[] product) {
    if (layout.length() < DOUBLES.length()) {
      scalar.products(g, x, layout, from, to, mean, sum, product);
      return;
    }
    for (int c = from; c < to; c++) {
      double[] sums = new double[2];
      for (int n = 0; n < layout.batch(); n++) {
        products(g, x, layout.offset(n, c), layout.length(), mean[c], sums);
      }
      sum[c] = sums[0];
      product[c] = sums[1];
    }
  }

  /** Adds Σg and Σg·(x − mean) of a run. */
  private static void products(
      double[] g, double[] x, int start, int length, double mean, double[] to) {
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    DoubleVector products = DoubleVector.zero(DOUBLES);
    int i = start;
    for (int bound = i + DOUBLES.loopBound(length); i < bound; i += DOUBLES.length()) {
      DoubleVector upstream = DoubleVector.fromArray(DOUBLES, g, i);
      sums = sums.add(upstream);
      products = DoubleVector.fromArray(DOUBLES, x, i).sub(mean).fma(upstream, products);
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    double product = products.reduceLanes(VectorOperators.ADD);
    for (; i < start + length; i++) {
      sum += g[i];
      product = Math.fma(g[i], x[i] - mean, product);
    }
    to[0] += sum;
    to[1] += product;
  }

  @Override
  public void combine(
      double[] g,
      double[] x,
      Layout layout,
      int from,
      int to,
      double[] mean,
      double[] a,
      double[] b,
      double[] c,
      double[] y) {
    if (layout.length() < DOUBLES.length()) {
      scalar.combine(g, x, layout, from, to, mean, a, b, c, y);
      return;
    }
    for (int n = 0; n < layout.batch(); n++) {
      for (int k = from; k < to; k++) {
        DoubleVector ofGradient = DoubleVector.broadcast(DOUBLES, a[k]);
        DoubleVector ofDeviation = DoubleVector.broadcast(DOUBLES, b[k]);
        DoubleVector constant = DoubleVector.broadcast(DOUBLES, c[k]);
        int i = layout.offset(n, k);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector deviations = DoubleVector.fromArray(DOUBLES, x, i).sub(mean[k]);
          DoubleVector result =
              DoubleVector.fromArray(DOUBLES, g, i)
                  .fma(ofGradient, deviations.fma(ofDeviation, constant));
          result.intoArray(y, i);
        }
        for (; i < end; i++) {
          y[i] = Math.fma(a[k], g[i], Math.fma(b[k], x[i] - mean[k], c[k]));
        }
      }
    }
  }
}
