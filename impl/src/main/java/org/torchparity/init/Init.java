package org.torchparity.init;

import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * {@code torch.nn.init}: new tensors, filled as torch fills a given one, from the same draws.
 *
 * <pre>{@code
 * TorchRandom random = new TorchRandom(0);
 * Tensor weight = Init.kaimingUniform(random, DType.FLOAT32, Shape.of(5, 3), Math.sqrt(5),
 *     FanMode.FAN_IN, Nonlinearity.LEAKY_RELU); // the weight of nn.Linear(3, 5)
 * }</pre>
 *
 * <p>Weights have shape (out, in, …): outputs or output channels first.
 *
 * <p>Source: <a href="https://docs.pytorch.org/docs/stable/nn.init.html">torch.nn.init</a>; X.
 * Glorot and Y. Bengio, <i>Understanding the difficulty of training deep feedforward neural
 * networks</i> (2010), eq. 16; K. He et al., <i>Delving deep into rectifiers</i> (2015), eq. 10 and
 * 14; A. Saxe et al., <i>Exact solutions to the nonlinear dynamics of learning in deep linear
 * neural networks</i> (2013); J. Martens, <i>Deep learning via Hessian-free optimization</i>
 * (2010).
 */
public final class Init {
  private Init() {}

  /**
   * Connections into and out of one unit of a layer.
   *
   * @param fanIn inputs (or input channels) times the elements of the kernel
   * @param fanOut outputs (or output channels) times the elements of the kernel
   */
  public record Fans(int fanIn, int fanOut) {
    int of(FanMode mode) {
      return mode == FanMode.FAN_IN ? fanIn : fanOut;
    }
  }

  /**
   * Returns the number of connections of a weight of shape (out, in, …).
   *
   * @throws IllegalArgumentException if the shape has fewer than 2 axes
   */
  public static Fans calculateFanInAndFanOut(Shape shape) {
    require(
        shape.rank() >= 2,
        "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
        shape);
    int receptiveField = shape.elements(2, shape.rank());
    return new Fans(shape.size(1) * receptiveField, shape.size(0) * receptiveField);
  }

  /** Returns the recommended gain of a function; for leaky ReLU with slope 0.01. */
  public static double calculateGain(Nonlinearity nonlinearity) {
    return calculateGain(nonlinearity, 0.01);
  }

  /**
   * Returns the recommended gain of a function: 1 where it is linear and for sigmoid, 5/3 for tanh,
   * √2 for ReLU, √(2 / (1 + slope²)) for leaky ReLU, 3/4 for SELU.
   *
   * @param negativeSlope the slope of leaky ReLU; the others do not use it
   */
  public static double calculateGain(Nonlinearity nonlinearity, double negativeSlope) {
    return switch (nonlinearity) {
      case LINEAR,
          CONV1D,
          CONV2D,
          CONV3D,
          CONV_TRANSPOSE1D,
          CONV_TRANSPOSE2D,
          CONV_TRANSPOSE3D,
          SIGMOID ->
          1;
      case TANH -> 5.0 / 3;
      case RELU -> Math.sqrt(2);
      case LEAKY_RELU -> Math.sqrt(2 / (1 + negativeSlope * negativeSlope));
      case SELU -> 3.0 / 4;
    };
  }

  /**
   * Draws from U(a, b): {@code uniform_}.
   *
   * @throws IllegalArgumentException as {@link TorchRandom#uniform}
   */
  public static Tensor uniform(TorchRandom random, DType dtype, Shape shape, double a, double b) {
    return random.uniform(dtype, shape, a, b);
  }

  /**
   * Draws from N(mean, std²): {@code normal_}.
   *
   * @throws IllegalArgumentException as {@link TorchRandom#normal}
   */
  public static Tensor normal(
      TorchRandom random, DType dtype, Shape shape, double mean, double std) {
    return random.normal(dtype, shape, mean, std);
  }

  /**
   * Draws from N(mean, std²) cut off outside [a, b]: {@code trunc_normal_}.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, {@code std} is not positive, or
   *     {@code a > b}
   */
  public static Tensor truncNormal(
      TorchRandom random, DType dtype, Shape shape, double mean, double std, double a, double b) {
    return TruncatedNormal.draw(random, dtype, shape, mean, std, a, b);
  }

  /** Returns a tensor of one value: {@code constant_}. */
  public static Tensor constant(DType dtype, Shape shape, double value) {
    return Tensor.full(dtype, shape, value);
  }

  /** Returns ones: {@code ones_}. */
  public static Tensor ones(DType dtype, Shape shape) {
    return Tensor.full(dtype, shape, 1);
  }

  /** Returns zeros: {@code zeros_}. */
  public static Tensor zeros(DType dtype, Shape shape) {
    return Tensor.zeros(dtype, shape);
  }

  /**
   * Returns the identity, as far as a matrix of this shape has room for it: {@code eye_}.
   *
   * @throws IllegalArgumentException if the shape does not have 2 axes
   */
  public static Tensor eye(DType dtype, Shape shape) {
    require(shape.rank() == 2, "Only tensors with 2 dimensions are supported", shape);
    double[] values = new double[shape.elements()];
    for (int i = 0; i < Math.min(shape.size(0), shape.size(1)); i++) {
      values[i * shape.size(1) + i] = 1;
    }
    return Tensor.ofDoubles(dtype, shape, values);
  }

  /**
   * Returns the weight of a convolution that keeps its input, in each group as many channels as
   * there is room for: a one at the centre of kernel (g·out/groups + d, d): {@code dirac_}.
   *
   * @throws IllegalArgumentException if the shape does not have 3, 4 or 5 axes, or {@code groups}
   *     is not positive or does not divide its first size
   */
  public static Tensor dirac(DType dtype, Shape shape, int groups) {
    require(
        shape.rank() >= 3 && shape.rank() <= 5,
        "Only tensors with 3, 4, or 5 dimensions are supported",
        shape);
    require(
        groups > 0 && shape.size(0) % groups == 0,
        "dim 0 must be divisible by groups (" + groups + ")",
        shape);
    double[] values = new double[shape.elements()];
    int[] index = new int[shape.rank()];
    for (int axis = 2; axis < index.length; axis++) {
      index[axis] = shape.size(axis) / 2;
    }
    int outPerGroup = shape.size(0) / groups;
    for (int group = 0; group < groups; group++) {
      for (int d = 0; d < Math.min(outPerGroup, shape.size(1)); d++) {
        index[0] = group * outPerGroup + d;
        index[1] = d;
        values[shape.positionOf(index)] = 1;
      }
    }
    return Tensor.ofDoubles(dtype, shape, values);
  }

  /**
   * Draws from U(−a, a), a = gain · √(6 / (fanIn + fanOut)): {@code xavier_uniform_}.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, the shape has fewer than 2 axes, or
   *     {@code gain} is negative
   */
  public static Tensor xavierUniform(TorchRandom random, DType dtype, Shape shape, double gain) {
    double bound = Math.sqrt(3) * xavierStd(shape, gain);
    return random.uniform(dtype, shape, -bound, bound);
  }

  /**
   * Draws from N(0, std²), std = gain · √(2 / (fanIn + fanOut)): {@code xavier_normal_}.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, the shape has fewer than 2 axes, or
   *     {@code gain} is negative
   */
  public static Tensor xavierNormal(TorchRandom random, DType dtype, Shape shape, double gain) {
    return random.normal(dtype, shape, 0, xavierStd(shape, gain));
  }

  private static double xavierStd(Shape shape, double gain) {
    Fans fans = calculateFanInAndFanOut(shape);
    return gain * Math.sqrt(2.0 / (fans.fanIn + fans.fanOut));
  }

  /**
   * Draws from U(−b, b), b = gain · √(3 / fan): {@code kaiming_uniform_}. A shape without elements
   * draws nothing.
   *
   * @param a negative slope of the rectifier after the layer, of {@link Nonlinearity#LEAKY_RELU}
   * @throws IllegalArgumentException if {@code dtype} is int64, or the shape has elements and fewer
   *     than 2 axes
   */
  public static Tensor kaimingUniform(
      TorchRandom random,
      DType dtype,
      Shape shape,
      double a,
      FanMode mode,
      Nonlinearity nonlinearity) {
    if (shape.elements() == 0) {
      return Tensor.zeros(dtype, shape);
    }
    double bound = Math.sqrt(3) * kaimingStd(shape, a, mode, nonlinearity);
    return random.uniform(dtype, shape, -bound, bound);
  }

  /**
   * Draws from N(0, std²), std = gain / √fan: {@code kaiming_normal_}. A shape without elements
   * draws nothing.
   *
   * @param a negative slope of the rectifier after the layer, of {@link Nonlinearity#LEAKY_RELU}
   * @throws IllegalArgumentException if {@code dtype} is int64, or the shape has elements and fewer
   *     than 2 axes
   */
  public static Tensor kaimingNormal(
      TorchRandom random,
      DType dtype,
      Shape shape,
      double a,
      FanMode mode,
      Nonlinearity nonlinearity) {
    if (shape.elements() == 0) {
      return Tensor.zeros(dtype, shape);
    }
    return random.normal(dtype, shape, 0, kaimingStd(shape, a, mode, nonlinearity));
  }

  private static double kaimingStd(Shape shape, double a, FanMode mode, Nonlinearity nonlinearity) {
    int fan = calculateFanInAndFanOut(shape).of(mode);
    return calculateGain(nonlinearity, a) / Math.sqrt(fan);
  }

  /**
   * Draws a matrix with orthonormal rows or columns, whichever are fewer, times {@code gain}:
   * {@code orthogonal_}. Axes after the first count as one.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, or the shape has fewer than 2 axes
   */
  public static Tensor orthogonal(TorchRandom random, DType dtype, Shape shape, double gain) {
    require(shape.rank() >= 2, "Only tensors with 2 or more dimensions are supported", shape);
    return Orthogonal.draw(random, dtype, shape, gain);
  }

  /**
   * Draws from N(0, std²), then puts zeros into the fraction {@code sparsity} of every column,
   * rounded up: {@code sparse_}.
   *
   * @throws IllegalArgumentException if {@code dtype} is int64, the shape does not have 2 axes,
   *     {@code std} is negative or NaN, or {@code sparsity} is not in [0, 1]
   */
  public static Tensor sparse(
      TorchRandom random, DType dtype, Shape shape, double sparsity, double std) {
    require(shape.rank() == 2, "Only tensors with 2 dimensions are supported", shape);
    if (!(sparsity >= 0 && sparsity <= 1)) {
      throw new IllegalArgumentException("sparsity must be in [0, 1], but got " + sparsity);
    }
    int rows = shape.size(0);
    int columns = shape.size(1);
    int zeros = (int) Math.ceil(sparsity * rows);
    double[] values = random.normal(dtype, shape, 0, std).toDoubles();
    for (int column = 0; column < columns; column++) {
      long[] order = random.randperm(rows).longs();
      for (int i = 0; i < zeros; i++) {
        values[(int) order[i] * columns + column] = 0;
      }
    }
    return Tensor.ofDoubles(dtype, shape, values);
  }

  private static void require(boolean holds, String message, Shape shape) {
    if (!holds) {
      throw new IllegalArgumentException(message + ", but got shape " + shape);
    }
  }
}
