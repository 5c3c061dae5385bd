package com.example;

import java.util.Arrays;

/** Layer normalisation, a row at a time: y = (x − mean) / √(variance + eps) · gamma + beta. */
public final class LayerNorm {
  private final int columns;
  private final double eps;
  private float[] gamma;
  private float[] beta;
  private float[] gradGamma;
  private float[] gradBeta;
  private double[] normalized;
  private double[] scale;

  public LayerNorm(int[] shape, double eps) {
    columns = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    this.eps = eps;
    gamma = new float[columns];
    Arrays.fill(gamma, 1);
    beta = new float[columns];
  }

  public void setGamma(float[] values) {
    gamma = values;
  }

  public void setBeta(float[] values) {
    beta = values;
  }

  public float[] gradGamma() {
    return gradGamma;
  }

  public float[] gradBeta() {
    return gradBeta;
  }

  public float[] forward(float[] x) {
    int rows = x.length / columns;
    float[] y = new float[x.length];
    normalized = new double[x.length];
    scale = new double[rows];
    for (int r = 0; r < rows; r++) {
      int from = r * columns;
      double mean = 0;
      for (int i = from; i < from + columns; i++) {
        mean += x[i] / (double) columns;
      }
      double variance = 0;
      for (int i = from; i < from + columns; i++) {
        variance += (x[i] - mean) * (x[i] - mean) / columns;
      }
      scale[r] = 1 / Math.sqrt(variance + eps);
      for (int i = from; i < from + columns; i++) {
        normalized[i] = (x[i] - mean) * scale[r];
        y[i] = (float) (normalized[i] * gamma[i - from] + beta[i - from]);
      }
    }
    return y;
  }

  public float[] backward(float[] gradOutput) {
    float[] gradInput = new float[gradOutput.length];
    double[] sumGamma = new double[columns];
    double[] sumBeta = new double[columns];
    for (int r = 0; r < scale.length; r++) {
      int from = r * columns;
      double sum = 0;
      double product = 0;
      for (int i = from; i < from + columns; i++) {
        double g = (double) gradOutput[i] * gamma[i - from];
        sum += g;
        product += g * normalized[i];
        sumGamma[i - from] += gradOutput[i] * normalized[i];
        sumBeta[i - from] += gradOutput[i];
      }
      for (int i = from; i < from + columns; i++) {
        double g = (double) gradOutput[i] * gamma[i - from];
        gradInput[i] = (float) (scale[r] * (g - (sum + normalized[i] * product) / columns));
      }
    }
    gradGamma = rounded(sumGamma);
    gradBeta = rounded(sumBeta);
    return gradInput;
  }

  private static float[] rounded(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
