package org.torchparity.nn;

import org.torchparity.init.FanMode;
import org.torchparity.init.Init;
import org.torchparity.init.Init.Fans;
import org.torchparity.init.Nonlinearity;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Initial values as linear layers and convolutions draw them from {@link
 * TorchRandom#defaultGenerator}: first {@code weight}, then {@code bias}, both uniform in ±1/√f
 * with f the inputs of one output.
 */
public final class DefaultParameters {
  private DefaultParameters() {}

  /** Adds a weight and, where there is one, a bias, whose f is the weight's fan-in. */
  public static void draw(State state, Shape weight, int outputs, boolean bias) {
    TorchRandom random = TorchRandom.defaultGenerator();
    // Torch draws the weight by kaiming_uniform_ with a = √5, which is 1/√f up to rounding.
    state.setParameter(
        "weight",
        Init.kaimingUniform(
            random, DType.FLOAT32, weight, Math.sqrt(5), FanMode.FAN_IN, Nonlinearity.LEAKY_RELU));
    if (bias) {
      Fans fans = Init.calculateFanInAndFanOut(weight);
      state.setParameter("bias", uniform(random, Shape.of(outputs), fans.fanIn()));
    }
  }

  /** Returns a tensor uniform in ±1/√{@code inputs}, zeros where there are none. */
  public static Tensor uniform(TorchRandom random, Shape shape, int inputs) {
    if (inputs == 0) {
      return Tensor.zeros(DType.FLOAT32, shape);
    }
    double bound = 1 / Math.sqrt(inputs);
    return Init.uniform(random, DType.FLOAT32, shape, -bound, bound);
  }
}
