package org.torchparity.kernel;

/** The passes in plain Java, which every machine runs. */
final class ScalarRowKernels implements RowKernels {

  @Override
  public void moments(float[] x, int start, int length, double[] moments) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += x[i];
    }
    double centre = sum / length;
    double residual = 0;
    double square = 0;
    for (int i = start; i < start + length; i++) {
      double deviation = x[i] - centre;
      residual += deviation;
      square = Math.fma(deviation, deviation, square);
    }
    moments[0] = Corrected.mean(centre, residual, length);
    moments[1] = Corrected.squares(residual, square, length);
  }

  @Override
  public double squares(float[] x, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum = Math.fma((double) x[i], x[i], sum);
    }
    return sum;
  }

  @Override
  public void affine(
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] weight,
      float[] bias,
      float[] y) {
    affineFrom(0, x, start, length, mean, scale, weight, bias, y);
  }

  /** The columns from {@code first} on. */
  static void affineFrom(
      int first,
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] weight,
      float[] bias,
      float[] y) {
    float centre = (float) mean;
    float factor = (float) scale;
    float shift = (float) (-Corrected.rest(mean) * scale);
    for (int j = first; j < length; j++) {
      float normalised = Math.fma(x[start + j] - centre, factor, shift);
      y[start + j] = Math.fma(normalised, weight[j], bias[j]);
    }
  }

  @Override
  public void products(
      float[] g, float[] x, int start, int length, double mean, float[] weight, double[] sums) {
    double sum = 0;
    double product = 0;
    for (int j = 0; j < length; j++) {
      double weighted = (double) g[start + j] * weight[j];
      sum += weighted;
      product = Math.fma(weighted, x[start + j] - mean, product);
    }
    sums[0] = sum;
    sums[1] = product;
  }

  @Override
  public void combine(
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      float[] weight,
      double a,
      double b,
      double c,
      float[] y) {
    combineFrom(0, g, x, start, length, mean, weight, a, b, c, y);
  }

  /** The columns from {@code first} on. */
  static void combineFrom(
      int first,
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      float[] weight,
      double a,
      double b,
      double c,
      float[] y) {
    float centre = (float) mean;
    float ofGradient = (float) a;
    float ofDeviation = (float) b;
    float constant = (float) (c - Corrected.rest(mean) * b);
    for (int j = first; j < length; j++) {
      float deviations = Math.fma(x[start + j] - centre, ofDeviation, constant);
      y[start + j] = Math.fma(g[start + j] * weight[j], ofGradient, deviations);
    }
  }

  @Override
  public void columns(
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] sum,
      float[] product) {
    columnsFrom(0, g, x, start, length, mean, scale, sum, product);
  }

  /** The columns from {@code first} on. */
  static void columnsFrom(
      int first,
      float[] g,
      float[] x,
      int start,
      int length,
      double mean,
      double scale,
      float[] sum,
      float[] product) {
    float centre = (float) mean;
    float factor = (float) scale;
    float shift = (float) (-Corrected.rest(mean) * scale);
    for (int j = first; j < length; j++) {
      sum[j] += g[start + j];
      float normalised = Math.fma(x[start + j] - centre, factor, shift);
      product[j] = Math.fma(g[start + j], normalised, product[j]);
    }
  }

  @Override
  public void add(float[] x, double[] total) {
    addFrom(0, x, total);
  }

  /** The columns from {@code first} on. */
  static void addFrom(int first, float[] x, double[] total) {
    for (int j = first; j < x.length; j++) {
      total[j] += x[j];
    }
  }

  @Override
  public void moments(double[] x, int start, int length, double[] moments) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += x[i];
    }
    double centre = sum / length;
    double residual = 0;
    double square = 0;
    for (int i = start; i < start + length; i++) {
      double deviation = x[i] - centre;
      residual += deviation;
      square = Math.fma(deviation, deviation, square);
    }
    moments[0] = Corrected.mean(centre, residual, length);
    moments[1] = Corrected.squares(residual, square, length);
  }

  @Override
  public double squares(double[] x, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum = Math.fma(x[i], x[i], sum);
    }
    return sum;
  }

  @Override
  public void affine(
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] weight,
      double[] bias,
      double[] y) {
    affineFrom(0, x, start, length, mean, scale, weight, bias, y);
  }

  /** The columns from {@code first} on. */
  static void affineFrom(
      int first,
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] weight,
      double[] bias,
      double[] y) {
    for (int j = first; j < length; j++) {
      y[start + j] = Math.fma((x[start + j] - mean) * scale, weight[j], bias[j]);
    }
  }

  @Override
  public void products(
      double[] g, double[] x, int start, int length, double mean, double[] weight, double[] sums) {
    sums[0] = 0;
    sums[1] = 0;
    productsFrom(0, g, x, start, length, mean, weight, sums);
  }

  /** Adds the columns from {@code first} on. */
  static void productsFrom(
      int first,
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double[] weight,
      double[] sums) {
    double sum = 0;
    double product = 0;
    for (int j = first; j < length; j++) {
      double weighted = g[start + j] * weight[j];
      sum += weighted;
      product = Math.fma(weighted, x[start + j] - mean, product);
    }
    sums[0] += sum;
    sums[1] += product;
  }

  @Override
  public void combine(
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double[] weight,
      double a,
      double b,
      double c,
      double[] y) {
    combineFrom(0, g, x, start, length, mean, weight, a, b, c, y);
  }

  /** The columns from {@code first} on. */
  static void combineFrom(
      int first,
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double[] weight,
      double a,
      double b,
      double c,
      double[] y) {
    for (int j = first; j < length; j++) {
      double deviations = Math.fma(b, x[start + j] - mean, c);
      y[start + j] = Math.fma(a, g[start + j] * weight[j], deviations);
    }
  }

  @Override
  public void columns(
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] sum,
      double[] product) {
    columnsFrom(0, g, x, start, length, mean, scale, sum, product);
  }

  /** The columns from {@code first} on. */
  static void columnsFrom(
      int first,
      double[] g,
      double[] x,
      int start,
      int length,
      double mean,
      double scale,
      double[] sum,
      double[] product) {
    for (int j = first; j < length; j++) {
      sum[j] += g[start + j];
      product[j] = Math.fma(g[start + j], (x[start + j] - mean) * scale, product[j]);
    }
  }

  @Override
  public void add(double[] x, double[] total) {
    for (int j = 0; j < x.length; j++) {
      total[j] += x[j];
    }
  }
}
