package org.torchparity.junit;

import java.util.Arrays;

/** Layers as somebody might have them, that know nothing of torchparity. */
final class OwnLayers {
  private OwnLayers() {}

  /** y = (x − mean) / √(variance + ε)·γ + β, a row at a time, over {@code float[]}. */
  static final class MyLayerNorm {
    private final int columns;
    private final double eps;
    float[] gamma;
    float[] beta;
    final float[] gradGamma;
    final float[] gradBeta;
    private double[] normalized = new double[0];
    private double[] scales = new double[0];

    MyLayerNorm(int[] normalizedShape, double eps) {
      columns = Arrays.stream(normalizedShape).reduce(1, (a, b) -> a * b);
      this.eps = eps;
      gamma = new float[columns];
      Arrays.fill(gamma, 1);
      beta = new float[columns];
      gradGamma = new float[columns];
      gradBeta = new float[columns];
    }

    float[] forward(float[] x) {
      int rows = x.length / columns;
      normalized = new double[x.length];
      scales = new double[rows];
      float[] y = new float[x.length];
      for (int r = 0; r < rows; r++) {
        double mean = 0;
        for (int j = 0; j < columns; j++) {
          mean += x[r * columns + j];
        }
        mean /= columns;
        double variance = 0;
        for (int j = 0; j < columns; j++) {
          variance += (x[r * columns + j] - mean) * (x[r * columns + j] - mean);
        }
        scales[r] = 1 / Math.sqrt(variance / columns + eps);
        for (int j = 0; j < columns; j++) {
          int i = r * columns + j;
          normalized[i] = (x[i] - mean) * scales[r];
          y[i] = (float) (normalized[i] * gamma[j] + beta[j]);
        }
      }
      return y;
    }

    float[] backward(float[] gradOutput) {
      double[] sumGamma = new double[columns];
      double[] sumBeta = new double[columns];
      float[] gradInput = new float[gradOutput.length];
      for (int r = 0; r < scales.length; r++) {
        double sum = 0;
        double product = 0;
        for (int j = 0; j < columns; j++) {
          int i = r * columns + j;
          double g = (double) gradOutput[i] * gamma[j];
          sum += g;
          product += g * normalized[i];
          sumGamma[j] += gradOutput[i] * normalized[i];
          sumBeta[j] += gradOutput[i];
        }
        for (int j = 0; j < columns; j++) {
          int i = r * columns + j;
          double g = (double) gradOutput[i] * gamma[j];
          gradInput[i] =
              (float) (scales[r] * (g - sum / columns - normalized[i] * product / columns));
        }
      }
      for (int j = 0; j < columns; j++) {
        gradGamma[j] = (float) sumGamma[j];
        gradBeta[j] = (float) sumBeta[j];
      }
      return gradInput;
    }
  }

  /** Batch normalisation of [N, C], over {@code double[]}, with running statistics. */
  static final class MyBatchNorm {
    private final int channels;
    double[] gamma;
    double[] beta;
    double[] runningMean;
    double[] runningVar;
    double[] gradGamma = {};
    double[] gradBeta = {};
    private double[] normalized = {};
    private double[] scales = {};
    private boolean batchStatistics;

    MyBatchNorm(int channels) {
      this.channels = channels;
      gamma = new double[channels];
      beta = new double[channels];
      runningMean = new double[channels];
      runningVar = new double[channels];
    }

    double[] forward(double[] x, boolean training) {
      batchStatistics = training;
      int n = x.length / channels;
      double[] y = new double[x.length];
      normalized = new double[x.length];
      scales = new double[channels];
      for (int c = 0; c < channels; c++) {
        double mean = runningMean[c];
        double variance = runningVar[c];
        if (training) {
          mean = 0;
          for (int i = 0; i < n; i++) {
            mean += x[i * channels + c] / n;
          }
          variance = 0;
          for (int i = 0; i < n; i++) {
            variance += (x[i * channels + c] - mean) * (x[i * channels + c] - mean) / n;
          }
          runningMean[c] += 0.1 * (mean - runningMean[c]);
          runningVar[c] += 0.1 * (variance * n / (n - 1) - runningVar[c]);
        }
        scales[c] = 1 / Math.sqrt(variance + 1e-5);
        for (int i = 0; i < n; i++) {
          int at = i * channels + c;
          normalized[at] = (x[at] - mean) * scales[c];
          y[at] = normalized[at] * gamma[c] + beta[c];
        }
      }
      return y;
    }

    double[] backward(double[] gradOutput) {
      int n = gradOutput.length / channels;
      gradGamma = new double[channels];
      gradBeta = new double[channels];
      double[] gradInput = new double[gradOutput.length];
      for (int at = 0; at < gradOutput.length; at++) {
        gradGamma[at % channels] += gradOutput[at] * normalized[at];
        gradBeta[at % channels] += gradOutput[at];
      }
      for (int at = 0; at < gradOutput.length; at++) {
        int c = at % channels;
        double mean = batchStatistics ? gradBeta[c] / n : 0;
        double slope = batchStatistics ? gradGamma[c] / n : 0;
        gradInput[at] = gamma[c] * scales[c] * (gradOutput[at] - mean - normalized[at] * slope);
      }
      return gradInput;
    }
  }
}
