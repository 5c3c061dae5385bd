package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.torchparity.tensor.DType;

/** The kernels in the Vector API; runs shorter than a vector go to the scalar twin. */
final class VectorChannelKernels implements ChannelKernels {
  private static final int WIDE = DOUBLES.length();
  private static final int LANES = FLOATS.length();

  private final ScalarChannelKernels scalar = new ScalarChannelKernels();

  private static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(FLOATS, x, i);
  }

  @Override
  public void moments(float[] x, Layout layout, int from, int to, double[] mean, double[] squares) {
    if (layout.length() < LANES) {
      scalar.moments(x, layout, from, to, mean, squares);
      return;
    }
    for (int c = from; c < to; c++) {
      double[] moments = new double[3];
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        VectorSums.moments(x, start, start + layout.length(), moments);
      }
      mean[c] = moments[1];
      squares[c] = moments[2];
      if (!Corrected.inRange(moments[2], layout.elementsPerChannel())) {
        scalar.moments(x, layout, c, c + 1, mean, squares);
      }
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
    if (layout.length() < LANES) {
      scalar.affine(x, layout, from, to, mean, scale, shift, y);
      return;
    }
    for (int n = 0; n < layout.batch(); n++) {
      for (int c = from; c < to; c++) {
        affine(x, layout.offset(n, c), layout.length(), mean[c], scale[c], shift[c], y);
      }
    }
  }

  private static void affine(
      float[] x, int start, int length, double mean, double scale, double shift, float[] y) {
    FloatVector centre = FloatVector.broadcast(FLOATS, (float) mean);
    FloatVector factor = FloatVector.broadcast(FLOATS, (float) scale);
    FloatVector summand =
        FloatVector.broadcast(FLOATS, (float) (shift - Corrected.rest(mean) * scale));
    int last = start + length - LANES;
    int i = CacheLines.next(DType.FLOAT32, start, last, LANES);
    load(x, start).sub(centre).fma(factor, summand).intoArray(y, start);
    // A load waits for a store before it whose address ends in the same twelve bits, as those of x
    // and y often do: so four loads, then four stores.
    for (; i <= last - 3 * LANES; i += 4 * LANES) {
      FloatVector p = load(x, i).sub(centre).fma(factor, summand);
      FloatVector q = load(x, i + LANES).sub(centre).fma(factor, summand);
      FloatVector r = load(x, i + 2 * LANES).sub(centre).fma(factor, summand);
      FloatVector s = load(x, i + 3 * LANES).sub(centre).fma(factor, summand);
      p.intoArray(y, i);
      q.intoArray(y, i + LANES);
      r.intoArray(y, i + 2 * LANES);
      s.intoArray(y, i + 3 * LANES);
    }
    for (; i < last; i += LANES) {
      load(x, i).sub(centre).fma(factor, summand).intoArray(y, i);
    }
    load(x, last).sub(centre).fma(factor, summand).intoArray(y, last);
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
    if (layout.length() < LANES) {
      scalar.products(g, x, layout, from, to, mean, sum, product);
      return;
    }
    for (int c = from; c < to; c++) {
      double[] sums = new double[2];
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        VectorSums.products(g, x, start, start + layout.length(), (float) mean[c], sums);
      }
      sum[c] = sums[0];
      product[c] = sums[1] - Corrected.rest(mean[c]) * sums[0];
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
    if (layout.length() < LANES) {
      scalar.combine(g, x, layout, from, to, mean, a, b, c, y);
      return;
    }
    for (int n = 0; n < layout.batch(); n++) {
      for (int k = from; k < to; k++) {
        combine(g, x, layout.offset(n, k), layout.length(), mean[k], a[k], b[k], c[k], y);
      }
    }
  }

  private static void combine(
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      double a,
      double b,
      double c,
      float[] y) {
    FloatVector centre = FloatVector.broadcast(FLOATS, (float) mean);
    FloatVector ofGradient = FloatVector.broadcast(FLOATS, (float) a);
    FloatVector ofDeviation = FloatVector.broadcast(FLOATS, (float) b);
    FloatVector constant = FloatVector.broadcast(FLOATS, (float) (c - Corrected.rest(mean) * b));
    int last = start + length - LANES;
    FloatVector first = load(x, start).sub(centre).fma(ofDeviation, constant);
    load(g, start).fma(ofGradient, first).intoArray(y, start);
    for (int i = CacheLines.next(DType.FLOAT32, start, last, LANES); i < last; i += LANES) {
      FloatVector deviations = load(x, i).sub(centre).fma(ofDeviation, constant);
      load(g, i).fma(ofGradient, deviations).intoArray(y, i);
    }
    FloatVector end = load(x, last).sub(centre).fma(ofDeviation, constant);
    load(g, last).fma(ofGradient, end).intoArray(y, last);
  }

  @Override
  public void moments(
      double[] x, Layout layout, int from, int to, double[] mean, double[] squares) {
    if (layout.length() < WIDE) {
      scalar.moments(x, layout, from, to, mean, squares);
      return;
    }
    for (int c = from; c < to; c++) {
      double[] moments = new double[3];
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        VectorWideSums.moments(x, start, start + layout.length(), moments);
      }
      mean[c] = moments[1];
      squares[c] = moments[2];
      if (Double.isNaN(moments[1])) {
        scalar.moments(x, layout, c, c + 1, mean, squares);
      }
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
    if (layout.length() < WIDE) {
      scalar.affine(x, layout, from, to, mean, scale, shift, y);
      return;
    }
    for (int n = 0; n < layout.batch(); n++) {
      for (int c = from; c < to; c++) {
        DoubleVector factor = DoubleVector.broadcast(DOUBLES, scale[c]);
        DoubleVector summand = DoubleVector.broadcast(DOUBLES, shift[c]);
        int i = layout.offset(n, c);
        int end = i + layout.length();
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += WIDE) {
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
    if (layout.length() < WIDE) {
      scalar.products(g, x, layout, from, to, mean, sum, product);
      return;
    }
    for (int c = from; c < to; c++) {
      double[] sums = new double[2];
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        VectorWideSums.products(g, x, start, start + layout.length(), mean[c], sums);
      }
      sum[c] = sums[0];
      product[c] = sums[1];
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
    if (layout.length() < WIDE) {
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
        for (int bound = i + DOUBLES.loopBound(layout.length()); i < bound; i += WIDE) {
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
