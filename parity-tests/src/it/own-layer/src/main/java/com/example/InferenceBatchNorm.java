package com.example;

/** Batch normalisation as it infers: y = x · scale + shift, a channel at a time. */
public final class InferenceBatchNorm {
  private final double[] scale;
  private final double[] shift;

  public InferenceBatchNorm(
      double[] mean, double[] variance, double[] gamma, double[] beta, double eps) {
    scale = new double[mean.length];
    shift = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      scale[c] = gamma[c] / Math.sqrt(variance[c] + eps);
      shift[c] = beta[c] - mean[c] * scale[c];
    }
  }

  /** Of a batch of {@code batch}, where a channel has the rest of the elements. */
  public double[] forward(double[] x, int batch) {
    int channels = scale.length;
    int inner = x.length / Math.max(1, batch * channels);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int c = i / inner % channels;
      y[i] = x[i] * scale[c] + shift[c];
    }
    return y;
  }
}
