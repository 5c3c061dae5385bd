package org.torchparity.init;

import org.torchparity.kernel.ErrorFunction;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Normal numbers within bounds, by the inverse of the distribution function Φ.
 *
 * <pre>
 * x = mean + std · √2 · erf⁻¹(u),   u uniform in [2Φ((a − mean) / std) − 1, 2Φ((b − mean) / std) − 1)
 * </pre>
 *
 * <p>Uniform draws, products and sums are rounded to the type of the tensor, each by itself, as
 * torch rounds them.
 */
final class TruncatedNormal {
  private TruncatedNormal() {}

  static Tensor draw(
      TorchRandom random, DType dtype, Shape shape, double mean, double std, double a, double b) {
    if (!(std > 0)) {
      throw new IllegalArgumentException("trunc_normal_ expects std > 0.0, but got std=" + std);
    }
    if (!(a <= b)) {
      throw new IllegalArgumentException(
          "trunc_normal_ expects a <= b, but got a=" + a + " and b=" + b);
    }
    double lower = cumulative((a - mean) / std);
    double upper = cumulative((b - mean) / std);
    Tensor drawn = random.uniform(dtype, shape, 2 * lower - 1, 2 * upper - 1);
    double scale = std * Math.sqrt(2);
    if (dtype == DType.FLOAT32) {
      float[] x = drawn.floats();
      for (int i = 0; i < x.length; i++) {
        float normal = (float) InverseErrorFunction.erfinv(x[i]);
        float shifted = normal * (float) scale + (float) mean;
        x[i] = Math.min(Math.max(shifted, (float) a), (float) b);
      }
    } else {
      double[] x = drawn.doubles();
      for (int i = 0; i < x.length; i++) {
        double shifted = InverseErrorFunction.erfinv(x[i]) * scale + mean;
        x[i] = Math.min(Math.max(shifted, a), b);
      }
    }
    return drawn;
  }

  /** Φ(x) = (1 + erf(x / √2)) / 2. */
  private static double cumulative(double x) {
    return (1 + ErrorFunction.erf(x / Math.sqrt(2))) / 2;
  }
}
