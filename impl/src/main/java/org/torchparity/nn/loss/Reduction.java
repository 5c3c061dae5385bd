package org.torchparity.nn.loss;

import java.util.Arrays;
import java.util.Locale;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** What becomes of the losses of the single elements or samples. */
public enum Reduction {
  /** Each is an element of the output. */
  NONE,
  /** Their sum over their number, or over the sum of their weights where classes have weights. */
  MEAN,
  /** Their sum. */
  SUM,
  /** Their sum over the size of the batch, in {@link KLDivLoss} only. */
  BATCHMEAN;

  /**
   * Returns the reduction of torch's name: none, mean, sum or batchmean.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Reduction of(String name) {
    for (Reduction reduction : values()) {
      if (reduction.torchName().equals(name)) {
        return reduction;
      }
    }
    throw invalid(name);
  }

  /** Torch's name. */
  public String torchName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns this reduction.
   *
   * @throws IllegalArgumentException if it is {@link #BATCHMEAN}
   */
  Reduction notBatchmean() {
    if (this == BATCHMEAN) {
      throw invalid(torchName());
    }
    return this;
  }

  private static IllegalArgumentException invalid(String name) {
    return new IllegalArgumentException(name + " is not a valid value for reduction");
  }

  /**
   * Reduces losses: as they are, Σ losses, or Σ losses / divisor.
   *
   * @param shape of the losses
   * @param divisor what a mean divides by
   */
  Tensor of(DType dtype, Shape shape, double[] losses, double divisor) {
    if (this == NONE) {
      return Tensor.ofDoubles(dtype, shape, losses);
    }
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return Tensor.scalar(dtype, of(sum, divisor));
  }

  /** What is left of the sum of losses. */
  double of(double sum, double divisor) {
    return this == SUM ? sum : sum / divisor;
  }

  /** The gradient of each of so many losses, the caller's to change, from their reduction's. */
  double[] back(Tensor gradOutput, int losses, double divisor) {
    if (this == NONE) {
      return gradOutput.toDoubles().clone();
    }
    double[] gradients = new double[losses];
    Arrays.fill(gradients, of(gradOutput.item(), divisor));
    return gradients;
  }

  /** The same, one number where it is that of all losses. */
  Tensor back(Tensor gradOutput, double divisor) {
    return this == NONE ? gradOutput : Tensor.scalar(DType.FLOAT64, of(gradOutput.item(), divisor));
  }
}
