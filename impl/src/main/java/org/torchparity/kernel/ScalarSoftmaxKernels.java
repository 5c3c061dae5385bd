package org.torchparity.kernel;

/** The passes in plain Java, which every machine runs. */
final class ScalarSoftmaxKernels implements SoftmaxKernels {

  @Override
  public void greatest(float[] x, int size, int from, int to, double[] greatest) {
    for (int r = from; r < to; r++) {
      greatest[r] = greatest(x, r * size, (r + 1) * size);
    }
  }

  /** A NaN is left out: it comes back with its exponential. */
  static float greatest(float[] x, int from, int to) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      greatest = x[i] > greatest ? x[i] : greatest;
    }
    return greatest;
  }

  @Override
  public void exponentials(float[] x, int size, int from, int to, double[] greatest, float[] y) {
    for (int r = from; r < to; r++) {
      exponentials(x, r * size, (r + 1) * size, (float) greatest[r], y);
    }
  }

  static void exponentials(float[] x, int from, int to, float greatest, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = (float) (0x1p64 * ScalarFunctions.exp(x[i] - greatest));
    }
  }

  @Override
  public void divide(float[] y, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      multiply(y, r * size, (r + 1) * size, (float) (1 / sum[r]));
    }
  }

  static void multiply(float[] y, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      y[i] *= factor;
    }
  }

  @Override
  public void products(float[] g, float[] p, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      double products = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        products = Math.fma((double) g[i], p[i], products);
      }
      sum[r] = products;
    }
  }

  @Override
  public void softmaxBackward(
      float[] g, float[] p, int size, int from, int to, double[] sum, float[] y) {
    for (int r = from; r < to; r++) {
      softmaxBackward(g, p, r * size, (r + 1) * size, (float) sum[r], y);
    }
  }

  static void softmaxBackward(float[] g, float[] p, int from, int to, float sum, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = p[i] * (g[i] - sum);
    }
  }

  @Override
  public void exponentialSums(
      float[] x, int size, int from, int to, double[] greatest, double[] sum) {
    for (int r = from; r < to; r++) {
      double each = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        each += ScalarFunctions.exp(x[i] - (float) greatest[r]);
      }
      sum[r] = 0x1p64 * each;
    }
  }

  @Override
  public void subtract(
      float[] x, int size, int from, int to, double[] centre, double[] rest, float[] y) {
    for (int r = from; r < to; r++) {
      subtract(x, r * size, (r + 1) * size, (float) centre[r], (float) rest[r], y);
    }
  }

  static void subtract(float[] x, int from, int to, float centre, float rest, float[] y) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] - centre - rest;
    }
  }

  @Override
  public void sums(float[] g, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      double each = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        each += g[i];
      }
      sum[r] = each;
    }
  }

  @Override
  public void logSoftmaxBackward(
      float[] g,
      float[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] sum,
      float[] y) {
    for (int r = from; r < to; r++) {
      for (int i = r * size; i < (r + 1) * size; i++) {
        double p = ScalarFunctions.exp(x[i] - (float) centre[r] - (float) rest[r]);
        y[i] = (float) Math.fma(-p, (float) sum[r], g[i]);
      }
    }
  }

  @Override
  public void multiples(
      float[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] factor,
      float[] y) {
    for (int r = from; r < to; r++) {
      for (int i = r * size; i < (r + 1) * size; i++) {
        double p = ScalarFunctions.exp(x[i] - (float) centre[r] - (float) rest[r]);
        y[i] = (float) (factor[r] * p);
      }
    }
  }

  @Override
  public void greatest(double[] x, int size, int from, int to, double[] greatest) {
    for (int r = from; r < to; r++) {
      greatest[r] = greatest(x, r * size, (r + 1) * size);
    }
  }

  static double greatest(double[] x, int from, int to) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      greatest = x[i] > greatest ? x[i] : greatest;
    }
    return greatest;
  }

  @Override
  public void exponentials(double[] x, int size, int from, int to, double[] greatest, double[] y) {
    for (int r = from; r < to; r++) {
      for (int i = r * size; i < (r + 1) * size; i++) {
        y[i] = ScalarFunctions.scaledExp(x[i] - greatest[r]);
      }
    }
  }

  @Override
  public void exponentialSums(
      double[] x, int size, int from, int to, double[] greatest, double[] sum) {
    for (int r = from; r < to; r++) {
      double each = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        each += ScalarFunctions.scaledExp(x[i] - greatest[r]);
      }
      sum[r] = each;
    }
  }

  @Override
  public void divide(double[] y, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      multiply(y, r * size, (r + 1) * size, 1 / sum[r]);
    }
  }

  static void multiply(double[] y, int from, int to, double factor) {
    for (int i = from; i < to; i++) {
      y[i] *= factor;
    }
  }

  @Override
  public void products(double[] g, double[] p, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      double products = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        products = Math.fma(g[i], p[i], products);
      }
      sum[r] = products;
    }
  }

  @Override
  public void softmaxBackward(
      double[] g, double[] p, int size, int from, int to, double[] sum, double[] y) {
    for (int r = from; r < to; r++) {
      softmaxBackward(g, p, r * size, (r + 1) * size, sum[r], y);
    }
  }

  static void softmaxBackward(double[] g, double[] p, int from, int to, double sum, double[] y) {
    for (int i = from; i < to; i++) {
      y[i] = p[i] * (g[i] - sum);
    }
  }

  @Override
  public void subtract(
      double[] x, int size, int from, int to, double[] centre, double[] rest, double[] y) {
    for (int r = from; r < to; r++) {
      subtract(x, r * size, (r + 1) * size, centre[r], rest[r], y);
    }
  }

  static void subtract(double[] x, int from, int to, double centre, double rest, double[] y) {
    for (int i = from; i < to; i++) {
      y[i] = x[i] - centre - rest;
    }
  }

  @Override
  public void sums(double[] g, int size, int from, int to, double[] sum) {
    for (int r = from; r < to; r++) {
      double each = 0;
      for (int i = r * size; i < (r + 1) * size; i++) {
        each += g[i];
      }
      sum[r] = each;
    }
  }

  @Override
  public void logSoftmaxBackward(
      double[] g,
      double[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] sum,
      double[] y) {
    for (int r = from; r < to; r++) {
      for (int i = r * size; i < (r + 1) * size; i++) {
        double p = ScalarFunctions.scaledExp(x[i] - centre[r] - rest[r]);
        y[i] = Math.fma(p, -ScalarFunctions.UNIT * sum[r], g[i]);
      }
    }
  }

  @Override
  public void multiples(
      double[] x,
      int size,
      int from,
      int to,
      double[] centre,
      double[] rest,
      double[] factor,
      double[] y) {
    for (int r = from; r < to; r++) {
      for (int i = r * size; i < (r + 1) * size; i++) {
        double p = ScalarFunctions.scaledExp(x[i] - centre[r] - rest[r]);
        y[i] = p * (ScalarFunctions.UNIT * factor[r]);
      }
    }
  }
}
