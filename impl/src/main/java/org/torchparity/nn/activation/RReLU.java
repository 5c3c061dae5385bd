package org.torchparity.nn.activation;

import org.torchparity.kernel.ChannelSlopes;
import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Rectifier with random slopes: y = x where x &gt; 0, else s·x. In training s is drawn for each
 * element uniform from [lower, upper); in evaluation it is (lower + upper)/2.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Input: (*), float32 or float64 → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g where x &gt; 0, else s·g
 * </pre>
 *
 * The slopes are torch's for the same state of the generator: one float64 draw for each element
 * that is zero or negative, in row-major order, and none for the others. NaN stays NaN; its
 * gradient is g in training and s·g in evaluation.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code lower} is not at most {@code upper}, if
 * there is not exactly one input, or if it is int64.
 *
 * <p>Source: Xu et al., "Empirical Evaluation of Rectified Activations in Convolutional Network"
 * (2015); torch.nn.RReLU; ATen/native/Activation.cpp (rrelu_with_noise) at v2.10.0.
 */
public final class RReLU extends Module {
  private final double lower;
  private final double upper;

  /** Makes the layer with torch's defaults, {@code lower = 1/8, upper = 1/3}. */
  public RReLU() {
    this(1.0 / 8, 1.0 / 3);
  }

  /**
   * Makes the layer.
   *
   * @param lower the least slope
   * @param upper the bound of the slopes
   * @throws IllegalArgumentException if {@code lower} is not at most {@code upper}
   */
  public RReLU(double lower, double upper) {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "RReLU: Lower bound should be less than or equal to the upper bound, but got lower = "
              + lower
              + ", upper = "
              + upper);
    }
    this.lower = lower;
    this.upper = upper;
  }

  /** Makes the layer; {@code inplace} changes nothing, for tensors here are values. */
  public RReLU(double lower, double upper, boolean inplace) {
    this(lower, upper);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("RReLU", inputs);
    if (!isTraining()) {
      double s = Elementwise.scalar(x.dtype(), (lower + upper) / 2);
      return Pointwise.of(x, ChannelSlopes.leaky(s));
    }
    Tensor slopes = slopes(x, generator());
    return Pass.of(
        Elementwise.zip(slopes, x, (s, v) -> s * v),
        g -> Gradients.ofInput(Elementwise.zip(slopes, g, (s, upstream) -> s * upstream)));
  }

  /** One slope an element; 1 where x is passed through. */
  private Tensor slopes(Tensor x, TorchRandom random) {
    DType dtype = x.dtype();
    double from = Elementwise.scalar(dtype, lower);
    double to = Elementwise.scalar(dtype, upper);
    double[] slopes = new double[x.elements()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = x.get(i) <= 0 ? random.uniform(from, to) : 1;
    }
    return Tensor.ofDoubles(dtype, x.shape(), slopes);
  }
}
