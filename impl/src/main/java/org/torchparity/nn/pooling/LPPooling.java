package org.torchparity.nn.pooling;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.kernel.PoolSums;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Norms under a window that slides over any number of axes, as torch composes them: m = mean of
 * x^p, v = K·m with K the kernel's elements, y = v^(1/p). Where the last window of ceil mode holds
 * fewer elements, the mean is theirs and the factor still K.
 *
 * <p>All is computed in float64; what overflows or vanishes in the input's dtype does so here.
 */
final class LPPooling {
  private final String layer;
  private final double p;
  private final SlidingWindow window;

  LPPooling(
      String layer, int axes, double normType, int[] kernelSize, int[] stride, boolean ceilMode) {
    if (normType == 0) {
      throw new IllegalArgumentException(layer + ": norm_type must not be 0");
    }
    this.layer = layer;
    this.p = normType;
    this.window =
        new SlidingWindow(
            layer,
            axes,
            kernelSize,
            SlidingWindow.strides(stride),
            List.of(0),
            List.of(1),
            ceilMode);
  }

  Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only(layer, inputs);
    Planes planes = Planes.of(layer, x, window.axes());
    int[] positions = window.positions(planes);
    window.checkFits(planes);
    PoolRegions regions = window.regions(planes, positions);
    double[] counts = counts(planes, positions);
    double elements = Arrays.stream(window.kernel).asDoubleStream().reduce(1, (a, b) -> a * b);
    DType dtype = x.dtype();
    double[] values = x.toDoubles();
    double[] powers = map(dtype, values, v -> power(v, p));
    double[] means = PoolSums.divided(powers, planes.count(), regions, counts);
    double[] scaled = map(dtype, map(dtype, means, m -> m), m -> m * elements);
    double[] norms = map(dtype, scaled, v -> power(v, 1 / p));
    return Pass.of(
        Tensor.ofDoubles(dtype, planes.resized(positions), norms),
        g -> {
          double[] upstream = g.toDoubles();
          double[] gradMeans = new double[scaled.length];
          for (int i = 0; i < gradMeans.length; i++) {
            // δy/δv = v^(1/p − 1)/p. Torch puts sign(m)·relu(|m|) for m: flat at 0, and at NaN,
            // whose sign is 0.
            double slope = inRange(dtype, power(scaled[i], 1 / p - 1) / p);
            double flatOfNan = Double.isNaN(scaled[i]) ? 0 : 1;
            gradMeans[i] = scaled[i] == 0 ? 0 : upstream[i] * slope * elements * flatOfNan;
          }
          double[] gradPowers = PoolSums.spread(gradMeans, planes.count(), regions, counts);
          double[] slopes = map(dtype, values, v -> p * power(v, p - 1));
          for (int i = 0; i < slopes.length; i++) {
            gradPowers[i] *= slopes[i];
          }
          return Gradients.ofInput(Tensor.ofDoubles(dtype, x.shape(), gradPowers));
        });
  }

  private double[] counts(Planes planes, int[] positions) {
    int[][] counts = new int[positions.length][];
    for (int axis = 0; axis < counts.length; axis++) {
      counts[axis] = new int[positions[axis]];
      for (int o = 0; o < counts[axis].length; o++) {
        int start = o * window.stride[axis];
        counts[axis][o] = Math.min(window.kernel[axis], planes.sizes()[axis] - start);
      }
    }
    return Means.products(counts);
  }

  /** ATen's power, where an exponent of ±½ is a square root: NaN of −∞. */
  private static double power(double v, double exponent) {
    return exponent == 0.5
        ? Math.sqrt(v)
        : exponent == -0.5 ? 1 / Math.sqrt(v) : Math.pow(v, exponent);
  }

  private static double[] map(DType dtype, double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(v -> inRange(dtype, function.applyAsDouble(v))).toArray();
  }

  /** The value, rounded to float32 where that type has no normal number for it. */
  private static double inRange(DType dtype, double value) {
    double size = Math.abs(value);
    return dtype == DType.FLOAT32 && (size > Float.MAX_VALUE || size < Float.MIN_NORMAL)
        ? (float) value
        : value;
  }
}
