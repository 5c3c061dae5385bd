package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Norms over regions, as torch composes them: m = mean of x^p, v = K·m, y = v^(1/p).
 *
 * <p>All is computed in float64, a plane at a time; what overflows or vanishes in the input's dtype
 * does so here.
 */
public final class PoolNorms {
  private final double p;
  private final PoolRegions regions;
  private final double[] counts;
  private final double factor;

  /**
   * Makes norms over regions.
   *
   * @param counts elements that each output position of a plane sees
   * @param factor K
   */
  public PoolNorms(double p, PoolRegions regions, double[] counts, double factor) {
    this.p = p;
    this.regions = regions;
    this.counts = counts;
    this.factor = factor;
  }

  /**
   * What forward gives.
   *
   * @param y the norms
   * @param scaled v, in float64
   */
  public record Forward(Tensor y, Tensor scaled) {}

  /**
   * Returns the norms of so many planes.
   *
   * @param shape of the result
   */
  public Forward forward(Tensor x, int planes, Shape shape) {
    Forward to = new Forward(Tensor.empty(x.dtype(), shape), Tensor.empty(DType.FLOAT64, shape));
    int inputs = regions.inputElements();
    int outputs = regions.outputElements();
    boolean narrow = x.dtype() == DType.FLOAT32;
    Parallel.rows(
        planes,
        inputs,
        (from, end) -> {
          PoolSums.Room room = new PoolSums.Room(regions);
          Tensor powers = Scratch.take(DType.FLOAT64, inputs);
          Tensor means = Scratch.take(DType.FLOAT64, outputs);
          double[] v = means.doubles();
          for (int plane = from; plane < end; plane++) {
            Planes.load(x, plane * inputs, powers.doubles(), 0, inputs);
            raise(powers.doubles(), inputs, p);
            limit(powers.doubles(), inputs, narrow);
            PoolSums.divided(powers, 0, regions, counts, means, 0, room);
            limit(v, outputs, narrow);
            multiply(v, outputs, factor);
            limit(v, outputs, narrow);
            Planes.store(v, to.scaled, plane * outputs, outputs);
            raise(v, outputs, 1 / p);
            Planes.store(v, to.y, plane * outputs, outputs);
          }
          Scratch.give(means);
          Scratch.give(powers);
        });
    return to;
  }

  /**
   * Returns δE/δx = p·x^(p − 1) · Σ g·K/n·v^(1/p − 1)/p over the regions that hold x, of n elements
   * each. Torch puts sign(m)·relu(|m|) for m: flat at 0, and at NaN, whose sign is 0.
   */
  public Tensor backward(Tensor g, Tensor x, Tensor scaled, int planes) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    int inputs = regions.inputElements();
    int outputs = regions.outputElements();
    boolean narrow = x.dtype() == DType.FLOAT32;
    Parallel.rows(
        planes,
        inputs,
        (from, end) -> {
          PoolSums.Room room = new PoolSums.Room(regions);
          double[] sums = new double[inputs];
          double[] slopes = new double[Math.max(inputs, outputs)];
          double[] v = new double[outputs];
          Tensor ofMeans = Scratch.take(DType.FLOAT64, outputs);
          for (int plane = from; plane < end; plane++) {
            Planes.load(scaled, plane * outputs, v);
            System.arraycopy(v, 0, slopes, 0, outputs);
            raise(slopes, outputs, 1 / p - 1);
            divide(slopes, outputs, p);
            limit(slopes, outputs, narrow);
            Planes.load(g, plane * outputs, ofMeans.doubles(), 0, outputs);
            multiply(ofMeans.doubles(), slopes, v);
            Arrays.fill(sums, 0);
            PoolSums.spread(ofMeans, 0, regions, counts, room, sums);
            Planes.load(x, plane * inputs, slopes, 0, inputs);
            raise(slopes, inputs, p - 1);
            multiply(slopes, inputs, p);
            limit(slopes, inputs, narrow);
            multiply(sums, slopes);
            Planes.store(sums, y, plane * inputs);
          }
          Scratch.give(ofMeans);
        });
    return y;
  }

  /** v^exponent as ATen has it, where an exponent of ±½ is a square root: NaN of −∞. */
  private static void raise(double[] v, int count, double exponent) {
    if (exponent == 2) {
      for (int i = 0; i < count; i++) {
        v[i] *= v[i];
      }
    } else if (exponent == 0.5) {
      for (int i = 0; i < count; i++) {
        v[i] = Math.sqrt(v[i]);
      }
    } else if (exponent == -0.5) {
      for (int i = 0; i < count; i++) {
        v[i] = 1 / Math.sqrt(v[i]);
      }
    } else if (exponent == 0) {
      Arrays.fill(v, 0, count, 1);
    } else if (exponent != 1) {
      for (int i = 0; i < count; i++) {
        v[i] = Math.pow(v[i], exponent);
      }
    }
  }

  /** Rounds to float32 where that type has no normal number for a value. */
  private static void limit(double[] v, int count, boolean narrow) {
    if (!narrow || Kernels.planes().within(v, count, Float.MIN_NORMAL, Float.MAX_VALUE)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      double size = Math.abs(v[i]);
      if (size > Float.MAX_VALUE || size < Float.MIN_NORMAL) {
        v[i] = (float) v[i];
      }
    }
  }

  private static void multiply(double[] v, int count, double factor) {
    for (int i = 0; i < count; i++) {
      v[i] *= factor;
    }
  }

  private static void divide(double[] v, int count, double divisor) {
    for (int i = 0; i < count; i++) {
      v[i] /= divisor;
    }
  }

  private static void multiply(double[] v, double[] factors) {
    for (int i = 0; i < v.length; i++) {
      v[i] *= factors[i];
    }
  }

  private void multiply(double[] g, double[] slopes, double[] v) {
    for (int i = 0; i < v.length; i++) {
      double flatOfNan = Double.isNaN(v[i]) ? 0 : 1;
      g[i] = v[i] == 0 ? 0 : g[i] * slopes[i] * factor * flatOfNan;
    }
  }
}
