package org.torchparity.kernel;

/** The kernels in plain Java, which every machine runs. */
final class ScalarChannelKernels implements ChannelKernels {

  @Override
  public void moments(float[] x, Layout layout, int from, int to, double[] mean, double[] squares) {
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        for (int i = start; i < start + layout.length(); i++) {
          sum += x[i];
        }
      }
      double centre = sum / layout.elementsPerChannel();
      double residual = 0;
      double square = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        for (int i = start; i < start + layout.length(); i++) {
          double deviation = x[i] - centre;
          residual += deviation;
          square = Math.fma(deviation, deviation, square);
        }
      }
      mean[c] = Corrected.mean(centre, residual, layout.elementsPerChannel());
      squares[c] = Corrected.squares(residual, square, layout.elementsPerChannel());
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
    for (int n = 0; n < layout.batch(); n++) {
      for (int c = from; c < to; c++) {
        int start = layout.offset(n, c);
        affine(x, start, start + layout.length(), mean[c], scale[c], shift[c], y);
      }
    }
  }

  /** The elements in {@code [from, to)}. */
  static void affine(
      float[] x, int from, int to, double mean, double scale, double shift, float[] y) {
    float centre = (float) mean;
    float factor = (float) scale;
    float summand = (float) (shift - Corrected.rest(mean) * scale);
    for (int i = from; i < to; i++) {
      y[i] = Math.fma(x[i] - centre, factor, summand);
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
    for (int c = from; c < to; c++) {
      double s = 0;
      double p = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        for (int i = start; i < start + layout.length(); i++) {
          s += g[i];
          p = Math.fma(g[i], x[i] - mean[c], p);
        }
      }
      sum[c] = s;
      product[c] = p;
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
    for (int n = 0; n < layout.batch(); n++) {
      for (int k = from; k < to; k++) {
        int start = layout.offset(n, k);
        combine(g, x, start, start + layout.length(), mean[k], a[k], b[k], c[k], y);
      }
    }
  }

  /** The elements in {@code [from, to)}. */
  static void combine(
      float[] g,
      float[] x,
      int from,
      int to,
      double mean,
      double a,
      double b,
      double c,
      float[] y) {
    float centre = (float) mean;
    float ofGradient = (float) a;
    float ofDeviation = (float) b;
    float constant = (float) (c - Corrected.rest(mean) * b);
    for (int i = from; i < to; i++) {
      y[i] = Math.fma(g[i], ofGradient, Math.fma(x[i] - centre, ofDeviation, constant));
    }
  }

  @Override
  public void moments(
      double[] x, Layout layout, int from, int to, double[] mean, double[] squares) {
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        for (int i = start; i < start + layout.length(); i++) {
          sum += x[i];
        }
      }
      double centre = sum / layout.elementsPerChannel();
      double residual = 0;
      double square = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        for (int i = start; i < start + layout.length(); i++) {
          double deviation = x[i] - centre;
          residual += deviation;
          square = Math.fma(deviation, deviation, square);
        }
      }
      mean[c] = Corrected.mean(centre, residual, layout.elementsPerChannel());
      squares[c] = Corrected.squares(residual, square, layout.elementsPerChannel());
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
    for (int n = 0; n < layout.batch(); n++) {
      for (int c = from; c < to; c++) {
        int start = layout.offset(n, c);
        for (int i = start; i < start + layout.length(); i++) {
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
    for (int c = from; c < to; c++) {
      double s = 0;
      double p = 0;
      for (int n = 0; n < layout.batch(); n++) {
        int start = layout.offset(n, c);
        for (int i = start; i < start + layout.length(); i++) {
          s += g[i];
          p = Math.fma(g[i], x[i] - mean[c], p);
        }
      }
      sum[c] = s;
      product[c] = p;
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
    for (int n = 0; n < layout.batch(); n++) {
      for (int k = from; k < to; k++) {
        int start = layout.offset(n, k);
        for (int i = start; i < start + layout.length(); i++) {
          y[i] = Math.fma(a[k], g[i], Math.fma(b[k], x[i] - mean[k], c[k]));
        }
      }
    }
  }
}
