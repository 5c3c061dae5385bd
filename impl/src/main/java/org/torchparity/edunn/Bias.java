package org.torchparity.edunn;

import org.torchparity.init.Initializer;
import org.torchparity.init.Zero;
import org.torchparity.kernel.Biases;
import org.torchparity.kernel.Broadcast;
import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Adds a vector to every row: y = x + b.
 *
 * <p>Parameters: {@code b} (D), zeros unless an initializer says otherwise.
 *
 * <p>Shape: Input: (N, D), float32 or float64 as the parameter → Output: the same.
 *
 * <p>Backward: δE/δx = g, δE/δb = Σ g over the rows.
 *
 * <p>Errors: {@link IllegalArgumentException} if there is not exactly one input, or it is not (N,
 * D) of the parameter's dtype.
 *
 * <p>Source: edunn, {@code edunn/models/bias.py}.
 */
public final class Bias extends Module {
  /** Makes a layer of zeros. */
  public Bias(int outputSize) {
    this(outputSize, new Zero(), new NumpyRandom(0));
  }

  /** Makes a layer of values that the initializer draws. */
  public Bias(int outputSize, Initializer initializer, NumpyRandom random) {
    setParameter("b", initializer.create(random, DType.FLOAT32, Shape.of(outputSize)));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Inputs.only("Bias", inputs);
    Tensor b = parameter("b");
    Inputs.rank("Bias", x, 2);
    Inputs.dtype("Bias", x, b.dtype());
    if (x.size(1) != b.size(0)) {
      throw new IllegalArgumentException(
          "Bias: #features of input (" + x.size(1) + ") must match size of b (" + b.size(0) + ")");
    }
    Tensor rows = Tensor.ofDoubles(x.dtype(), x.shape(), Broadcast.expand(b, x.shape()));
    return Pass.of(
        Elementwise.zip(x, rows, Double::sum),
        g -> Gradients.ofInput(g).withParameter("b", Biases.gradient(g, Layout.of(g.shape()))));
  }
}
