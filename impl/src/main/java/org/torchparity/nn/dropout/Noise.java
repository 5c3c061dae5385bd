package org.torchparity.nn.dropout;

import java.util.Arrays;
import org.torchparity.kernel.Broadcast;
import org.torchparity.kernel.Elementwise;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Random factors of zero or one scale, drawn for each element or once for several axes, as ATen
 * draws them: m = 1 with probability 1 − p, else 0.
 *
 * @param layer for messages
 * @param p the probability of a zero
 */
record Noise(String layer, double p) {
  /** The negative of what SELU tends to at −∞: its λ·α. */
  private static final double ALPHA = 1.7580993408473766;

  Noise {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          layer + ": dropout probability has to be between 0 and 1, but got " + p);
    }
  }

  /** The shape of one factor for each element. */
  static Shape ofElements(Tensor x) {
    return x.shape();
  }

  /** The shape of one factor for all elements that share their first axes. */
  static Shape ofFeatures(Tensor x, int axes) {
    int[] sizes = x.shape().toArray();
    Arrays.fill(sizes, Math.min(axes, sizes.length), sizes.length, 1);
    return Shape.of(sizes);
  }

  /**
   * Checks that there are axes to draw for, where factors are drawn at all.
   *
   * @throws IllegalArgumentException if {@code x} has fewer axes
   */
  void requireAxes(Tensor x, int least, boolean training) {
    if (training && p > 0 && p < 1 && x.rank() < least) {
      throw new IllegalArgumentException(
          layer
              + ": Feature dropout requires at least "
              + (least == 1 ? "1 dimension" : least + " dimensions")
              + " in the input, but got "
              + x.shape());
    }
  }

  /** Returns y = x·m/(1 − p), or x itself in evaluation. */
  Pass scale(Tensor x, Shape shape, boolean training, TorchRandom random) {
    if (p == 0 || !training) {
      return Pass.of(x, Gradients::ofInput);
    }
    Tensor mask = mask(x, shape, random);
    double kept = p == 1 ? 1 : rounded(x.dtype(), 1 - p);
    return multiply(x, expanded(Elementwise.map(mask, m -> m / kept), x.shape()));
  }

  /**
   * Returns y = a·(x·m − α·(1 − m)) + a·α·p with a = 1/√((1 − p)(1 + p·α²)), or x itself in
   * evaluation.
   */
  Pass scaleAndShift(Tensor x, Shape shape, boolean training, TorchRandom random) {
    if (p == 0 || p == 1 || !training) {
      return scale(x, shape, training, random);
    }
    Tensor mask = mask(x, shape, random);
    double a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
    double scale = rounded(x.dtype(), a);
    double drop = rounded(x.dtype(), ALPHA * a);
    double shift = rounded(x.dtype(), ALPHA * a * p);
    Tensor shifts = expanded(Elementwise.map(mask, m -> (m - 1) * drop + shift), x.shape());
    Pass scaled = multiply(x, expanded(Elementwise.map(mask, m -> m * scale), x.shape()));
    return Pass.of(Elementwise.zip(scaled.output(), shifts, Double::sum), scaled::backward);
  }

  /** Everything is dropped for p = 1, without a draw. */
  private Tensor mask(Tensor x, Shape shape, TorchRandom random) {
    Inputs.floating(layer, x);
    return p == 1 ? Tensor.zeros(x.dtype(), shape) : random.bernoulli(x.dtype(), shape, 1 - p);
  }

  private static Pass multiply(Tensor x, Tensor factors) {
    return Pass.of(
        Elementwise.zip(x, factors, (value, factor) -> value * factor),
        g -> Gradients.ofInput(Elementwise.zip(g, factors, (value, factor) -> value * factor)));
  }

  private static Tensor expanded(Tensor noise, Shape shape) {
    return Tensor.ofDoubles(noise.dtype(), shape, Broadcast.expand(noise, shape));
  }

  /** A number as an operation on tensors of that type takes it. */
  private static double rounded(DType dtype, double value) {
    return dtype == DType.FLOAT32 ? (float) value : value;
  }
}
