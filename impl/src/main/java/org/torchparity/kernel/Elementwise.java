package org.torchparity.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Functions of one element after another, computed in float64 and rounded once. */
public final class Elementwise {
  private Elementwise() {}

  /** Returns f(x), element by element. */
  public static Tensor map(Tensor x, DoubleUnaryOperator f) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    if (x.dtype() == DType.FLOAT32) {
      float[] from = x.floats();
      float[] to = y.floats();
      each(
          x,
          (first, end) -> {
            for (int i = first; i < end; i++) {
              to[i] = (float) f.applyAsDouble(from[i]);
            }
          });
    } else {
      double[] from = x.doubles();
      double[] to = y.doubles();
      each(
          x,
          (first, end) -> {
            for (int i = first; i < end; i++) {
              to[i] = f.applyAsDouble(from[i]);
            }
          });
    }
    return y;
  }

  /**
   * Returns f(a, b), element by element, of two tensors of one dtype and one number of elements.
   */
  public static Tensor zip(Tensor a, Tensor b, DoubleBinaryOperator f) {
    Tensor y = Tensor.empty(b.dtype(), b.shape());
    if (b.dtype() == DType.FLOAT32) {
      float[] left = a.floats();
      float[] right = b.floats();
      float[] to = y.floats();
      each(
          b,
          (first, end) -> {
            for (int i = first; i < end; i++) {
              to[i] = (float) f.applyAsDouble(left[i], right[i]);
            }
          });
    } else {
      double[] left = a.doubles();
      double[] right = b.doubles();
      double[] to = y.doubles();
      each(
          b,
          (first, end) -> {
            for (int i = first; i < end; i++) {
              to[i] = f.applyAsDouble(left[i], right[i]);
            }
          });
    }
    return y;
  }

  /** Returns −x. */
  public static Tensor negated(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    each(
        x,
        x.dtype() == DType.FLOAT32
            ? (first, end) -> negate(x.floats(), y.floats(), first, end)
            : (first, end) -> negate(x.doubles(), y.doubles(), first, end));
    return y;
  }

  private static void negate(float[] x, float[] y, int first, int end) {
    for (int i = first; i < end; i++) {
      y[i] = -x[i];
    }
  }

  static void negate(double[] x, double[] y, int first, int end) {
    for (int i = first; i < end; i++) {
      y[i] = -x[i];
    }
  }

  private static void each(Tensor x, Parallel.Rows work) {
    Parallel.rows(x.elements(), 1, work);
  }

  /**
   * A layer's scalar argument in the type of its input: ATen converts it before it compares or
   * multiplies, so that 0.1f is not greater than a threshold of 0.1.
   */
  public static double scalar(DType dtype, double value) {
    return dtype == DType.FLOAT32 ? (float) value : value;
  }

  /**
   * The value, or an infinity where it is beyond the type of the input, as ATen's step would be.
   */
  public static double overflow(DType dtype, double value) {
    return Math.abs(value) > Float.MAX_VALUE ? scalar(dtype, value) : value;
  }
}
