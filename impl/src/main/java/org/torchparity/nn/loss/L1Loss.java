package org.torchparity.nn.loss;

import org.torchparity.kernel.BlockFunctions;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Mean absolute error: ℓ = |x − t|.
 *
 * <p>Shape: Input x: (*), float32 or float64. Target t: (*), the same dtype, broadcast against the
 * input → Output: a scalar, or the broadcast shape where the reduction is none. An int64 target is
 * accepted and has no gradient.
 *
 * <p>Backward: δℓ/δx = sign(x − t), 0 where x = t or either is NaN; δℓ/δt = −δℓ/δx.
 *
 * <p>Errors: {@link IllegalArgumentException} if the shapes cannot be broadcast, or the dtypes do
 * not fit.
 *
 * <p>Source: torch.nn.L1Loss; l1_loss in torch/nn/functional.py and ATen/native/Loss.cpp at
 * v2.10.0.
 */
public final class L1Loss extends Module {
  private static final ElementwiseLoss LOSS =
      ElementwiseLoss.of(
              "L1Loss",
              L1Loss::losses,
              (x, t, room, y, n) -> signs(x, t, y, n),
              (x, t, room, y, n) -> signs(t, x, y, n))
          .takingIntegers();

  private final Reduction reduction;

  /** Makes a loss reduced to its mean. */
  public L1Loss() {
    this(Reduction.MEAN);
  }

  /**
   * Makes a loss.
   *
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public L1Loss(Reduction reduction) {
    this.reduction = reduction.notBatchmean();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("L1Loss", 2, 2, inputs);
    return LOSS.of(reduction, inputs);
  }

  private static void losses(double[] x, double[] t, double[] room, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.abs(x[i] - t[i]);
    }
  }

  /** {@link #sign} of x − t. */
  private static void signs(double[] x, double[] t, double[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = x[i] - t[i];
    }
    BlockFunctions.sign(y, y, n);
  }

  /** Unlike {@link Math#signum}, 0 of NaN, as torch has it. */
  static double sign(double value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
  }
}
