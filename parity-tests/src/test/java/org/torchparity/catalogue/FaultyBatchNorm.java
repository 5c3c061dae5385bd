package org.torchparity.catalogue;

import java.util.List;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * BatchNorm1d over (N, C) by its textbook formulas, with one deliberate fault: what proves that the
 * harness can fail, and by the right quantity.
 */
final class FaultyBatchNorm extends Module {

  /** What is wrong. */
  enum Fault {
    NONE,
    BIASED_RUNNING_VARIANCE,
    MISSING_EPS,
    MISSING_TERM_IN_INPUT_GRADIENT,
    GRADIENT_OF_GAMMA_WITHOUT_NORMALISED_INPUT,
    STATISTICS_OVER_THE_WRONG_AXIS,
    RUNNING_STATISTICS_NOT_UPDATED,
    EVALUATION_BY_BATCH_STATISTICS
  }

  private static final double MOMENTUM = 0.1;
  private final Fault fault;
  private final double eps;

  private FaultyBatchNorm(Fault fault, int features, double eps) {
    this.fault = fault;
    this.eps = eps;
    setParameter("weight", Tensor.full(DType.FLOAT64, Shape.of(features), 1));
    setParameter("bias", Tensor.zeros(DType.FLOAT64, Shape.of(features)));
    setBuffer("running_mean", Tensor.zeros(DType.FLOAT64, Shape.of(features)));
    setBuffer("running_var", Tensor.full(DType.FLOAT64, Shape.of(features), 1));
    setBuffer("num_batches_tracked", Tensor.zeros(DType.INT64, Shape.of()));
  }

  /** A catalogue whose only module is this one under the right one's name and samples. */
  static Catalogue catalogue(Fault fault, Sample... samples) {
    Row row = Row.of("BatchNorm1d", a -> of(fault, a)).trainAndEval().samples(samples);
    return new Catalogue(List.of(new Family("norm", List.of(row))));
  }

  private static FaultyBatchNorm of(Fault fault, ArgReader a) {
    return new FaultyBatchNorm(fault, a.integer("num_features"), a.real("eps", 1e-5));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor input = inputs[0];
    int n = input.size(0);
    int c = input.size(1);
    double[] x = input.toDoubles();
    boolean byBatch = isTraining() || fault == Fault.EVALUATION_BY_BATCH_STATISTICS;
    double[] mean = byBatch ? new double[c] : buffer("running_mean").toDoubles();
    double[] variance = byBatch ? new double[c] : buffer("running_var").toDoubles();
    if (byBatch) {
      batchStatistics(x, n, c, mean, variance);
    }
    if (isTraining() && fault != Fault.RUNNING_STATISTICS_NOT_UPDATED) {
      track(mean, variance, n);
    }
    double[] weight = parameter("weight").toDoubles();
    double[] bias = parameter("bias").toDoubles();
    double[] inverse = new double[c];
    double[] normalised = new double[x.length];
    double[] y = new double[x.length];
    for (int k = 0; k < c; k++) {
      inverse[k] = 1 / Math.sqrt(variance[k] + (fault == Fault.MISSING_EPS ? 0 : eps));
    }
    for (int i = 0; i < x.length; i++) {
      normalised[i] = (x[i] - mean[i % c]) * inverse[i % c];
      y[i] = weight[i % c] * normalised[i] + bias[i % c];
    }
    return Pass.of(
        Tensor.ofDoubles(input.dtype(), input.shape(), y),
        g -> backward(g, normalised, inverse, weight, byBatch));
  }

  private void batchStatistics(double[] x, int n, int c, double[] mean, double[] variance) {
    if (fault == Fault.STATISTICS_OVER_THE_WRONG_AXIS) {
      // Each sample's own statistics, spread over the channels: layer normalisation, wrongly.
      for (int k = 0; k < c; k++) {
        int sample = k % n;
        for (int j = 0; j < c; j++) {
          mean[k] += x[sample * c + j] / c;
        }
        for (int j = 0; j < c; j++) {
          variance[k] += Math.pow(x[sample * c + j] - mean[k], 2) / c;
        }
      }
      return;
    }
    for (int i = 0; i < x.length; i++) {
      mean[i % c] += x[i] / n;
    }
    for (int i = 0; i < x.length; i++) {
      variance[i % c] += Math.pow(x[i] - mean[i % c], 2) / n;
    }
  }

  private void track(double[] mean, double[] variance, int n) {
    Tensor oldMean = buffer("running_mean");
    double[] runningMean = oldMean.toDoubles().clone();
    double[] runningVariance = buffer("running_var").toDoubles().clone();
    double unbiased = fault == Fault.BIASED_RUNNING_VARIANCE ? 1 : n / (n - 1.0);
    for (int k = 0; k < mean.length; k++) {
      runningMean[k] += MOMENTUM * (mean[k] - runningMean[k]);
      runningVariance[k] += MOMENTUM * (variance[k] * unbiased - runningVariance[k]);
    }
    setBuffer("running_mean", Tensor.ofDoubles(oldMean.dtype(), oldMean.shape(), runningMean));
    setBuffer("running_var", Tensor.ofDoubles(oldMean.dtype(), oldMean.shape(), runningVariance));
    setBuffer(
        "num_batches_tracked",
        Tensor.of(new long[] {buffer("num_batches_tracked").longs()[0] + 1}));
  }

  private Gradients backward(
      Tensor upstream, double[] normalised, double[] inverse, double[] weight, boolean byBatch) {
    double[] g = upstream.toDoubles();
    int c = weight.length;
    int n = g.length / c;
    double[] gradBias = new double[c];
    double[] gradWeight = new double[c];
    for (int i = 0; i < g.length; i++) {
      gradBias[i % c] += g[i];
      gradWeight[i % c] += g[i] * normalised[i];
    }
    double[] gradInput = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      int k = i % c;
      double term =
          fault == Fault.MISSING_TERM_IN_INPUT_GRADIENT ? 0 : normalised[i] * gradWeight[k];
      gradInput[i] = weight[k] * inverse[k] * (byBatch ? g[i] - (gradBias[k] + term) / n : g[i]);
    }
    if (fault == Fault.GRADIENT_OF_GAMMA_WITHOUT_NORMALISED_INPUT) {
      gradWeight = gradBias;
    }
    DType dtype = upstream.dtype();
    return Gradients.ofInput(Tensor.ofDoubles(dtype, upstream.shape(), gradInput))
        .withParameter("weight", Tensor.ofDoubles(dtype, Shape.of(c), gradWeight))
        .withParameter("bias", Tensor.ofDoubles(dtype, Shape.of(c), gradBias));
  }
}
