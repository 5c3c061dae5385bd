package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.narrow;
import static org.torchparity.kernel.VectorSpeciesOf.widen;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** The kernels in the Vector API; runs shorter than a vector go to the scalar twin. */
final class VectorChannelKernels implements ChannelKernels {
  private final ScalarChannelKernels scalar = new ScalarChannelKernels();

  @Override
  public void moments(float[] x, Layout layout, int from, int to, double[] mean, double[] squares) {
    if (layout.length() < DOUBLES.length()) {
      scalar.moments(x, layout, from, to, mean, squares);
      return;
    }
    for (int c = from; c < to; c++) {
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      double sum = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          sums = sums.add(widen(x, i));
        }
        for (; i < end; i++) {
          sum += x[i];
        }
      }
      double centre = (sum + sums.reduceLanes(VectorOperators.ADD)) / layout.elementsPerChannel();
      DoubleVector residuals = DoubleVector.zero(DOUBLES);
      DoubleVector products = DoubleVector.zero(DOUBLES);
      double residual = 0;
      double square = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector deviation = widen(x, i).sub(centre);
          residuals = residuals.add(deviation);
          products = deviation.fma(deviation, products);
        }
        for (; i < end; i++) {
          double deviation = x[i] - centre;
          residual += deviation;
          square = Math.fma(deviation, deviation, square);
        }
      }
      Corrected.store(
          c,
          centre,
          residual + residuals.reduceLanes(VectorOperators.ADD),
          square + products.reduceLanes(VectorOperators.ADD),
          layout.elementsPerChannel(),
          mean,
          squares);
    }
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
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      DoubleVector products = DoubleVector.zero(DOUBLES);
      double s = 0;
      double p = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector upstream = widen(g, i);
          sums = sums.add(upstream);
          products = widen(x, i).sub(mean[c]).fma(upstream, products);
        }
        for (; i < end; i++) {
          s += g[i];
          p = Math.fma(g[i], x[i] - mean[c], p);
        }
      }
      sum[c] = s + sums.reduceLanes(VectorOperators.ADD);
      product[c] = p + products.reduceLanes(VectorOperators.ADD);
    }
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
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      double sum = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          sums = sums.add(DoubleVector.fromArray(DOUBLES, x, i));
        }
        for (; i < end; i++) {
          sum += x[i];
        }
      }
      double centre = (sum + sums.reduceLanes(VectorOperators.ADD)) / layout.elementsPerChannel();
      DoubleVector residuals = DoubleVector.zero(DOUBLES);
      DoubleVector products = DoubleVector.zero(DOUBLES);
      double residual = 0;
      double square = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector deviation = DoubleVector.fromArray(DOUBLES, x, i).sub(centre);
          residuals = residuals.add(deviation);
          products = deviation.fma(deviation, products);
        }
        for (; i < end; i++) {
          double deviation = x[i] - centre;
          residual += deviation;
          square = Math.fma(deviation, deviation, square);
        }
      }
      Corrected.store(
          c,
          centre,
          residual + residuals.reduceLanes(VectorOperators.ADD),
          square + products.reduceLanes(VectorOperators.ADD),
          layout.elementsPerChannel(),
          mean,
          squares);
    }
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
      DoubleVector sums = DoubleVector.zero(DOUBLES);
      DoubleVector products = DoubleVector.zero(DOUBLES);
      double s = 0;
      double p = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += DOUBLES.length()) {
          DoubleVector upstream = DoubleVector.fromArray(DOUBLES, g, i);
          sums = sums.add(upstream);
          products = DoubleVector.fromArray(DOUBLES, x, i).sub(mean[c]).fma(upstream, products);
        }
        for (; i < end; i++) {
          s += g[i];
          p = Math.fma(g[i], x[i] - mean[c], p);
        }
      }
      sum[c] = s + sums.reduceLanes(VectorOperators.ADD);
      product[c] = p + products.reduceLanes(VectorOperators.ADD);
    }
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
