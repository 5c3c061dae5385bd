package org.torchparity.nn.loss;

import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Binary cross entropy of probabilities: ℓ = −w·(t·log x + (1 − t)·log(1 − x)), each logarithm at
 * least −100.
 *
 * <p>Buffers: {@code weight} w where it is given, a rescaling of each element, broadcast to the
 * input.
 *
 * <p>Shape: Input x: (*), float32 or float64, in [0, 1]. Target t: the same shape and dtype, in [0,
 * 1] → Output: a scalar, or the same shape where the reduction is none.
 *
 * <p>Backward:
 *
 * <pre>
 * δℓ/δx = w·(x − t) / max((1 − x)·x, 1e-12)        δℓ/δt = w·(log(1 − x) − log x)
 * </pre>
 *
 * The clamp of the logarithms does not show in the gradients.
 *
 * <p>Errors: {@link IllegalArgumentException} if an element of the input or of the target is not
 * between 0 and 1, if the target has another shape, if the weight cannot be expanded to it, or the
 * dtypes differ.
 *
 * <p>Source: torch.nn.BCELoss; ATen/native/Loss.cpp at v2.10.0.
 */
public final class BCELoss extends Module {
  /** ATen's constant is a float in float64 too. */
  private static final double EPSILON = 1e-12f;

  private static final ElementwiseLoss LOSS =
      ElementwiseLoss.of("BCELoss", BCELoss::losses, BCELoss::slopes, BCELoss::slopesOfTarget);

  private final Reduction reduction;

  /** Makes a loss without weights, reduced to its mean. */
  public BCELoss() {
    this(null, Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @param weight a rescaling of each element, or null
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public BCELoss(@Nullable Tensor weight, Reduction reduction) {
    this.reduction = reduction.notBatchmean();
    if (weight != null) {
      setBuffer("weight", weight);
    }
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("BCELoss", 2, 2, inputs);
    LossShapes.same("BCELoss", inputs[1], inputs[0]);
    return LOSS.weighted(reduction, state().bufferOrNull("weight"), inputs);
  }

  private static void losses(double[] x, double[] t, double[] log, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      checkProbability("input", x[i]);
      checkProbability("target", t[i]);
    }
    logarithms(x, log, y, n);
    for (int i = 0; i < n; i++) {
      y[i] = (t[i] - 1) * Math.max(y[i], -100) - t[i] * Math.max(log[i], -100);
    }
  }

  private static void slopes(double[] x, double[] t, double[] room, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = (x[i] - t[i]) / Math.max((1 - x[i]) * x[i], EPSILON);
    }
  }

  private static void slopesOfTarget(double[] x, double[] t, double[] log, double[] y, int n) {
    logarithms(x, log, y, n);
    for (int i = 0; i < n; i++) {
      y[i] -= log[i];
    }
  }

  /** log x, and y = log(1 − x). */
  private static void logarithms(double[] x, double[] log, double[] y, int n) {
    BlockFunctions.log(x, log, n);
    for (int i = 0; i < n; i++) {
      x[i] = -x[i];
    }
    BlockFunctions.log1p(x, y, n);
  }

  private static void checkProbability(String operand, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "BCELoss: all elements of " + operand + " should be between 0 and 1, but got " + p);
    }
  }
}
