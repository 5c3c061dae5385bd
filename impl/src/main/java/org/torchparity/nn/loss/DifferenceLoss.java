package org.torchparity.nn.loss;

import org.torchparity.kernel.DifferenceBlocks;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * A loss ℓ(d), even in the difference d = x − t, of two floating-point operands of one shape,
 * summed or averaged by blocks; any other operands and reductions are for {@link ElementwiseLoss}.
 *
 * <pre>
 * E = Σ ℓ(x − t) / divisor        δE/δx = g/divisor·ℓ′(x − t)        δE/δt = g/divisor·ℓ′(t − x)
 * </pre>
 *
 * @param loss ℓ of each value of a block
 * @param slope ℓ′ of each value of a block
 */
record DifferenceLoss(
    ElementwiseLoss general, DifferenceBlocks.Function loss, DifferenceBlocks.Function slope) {

  /** The loss of two operands. */
  Pass of(Reduction reduction, Tensor... operands) {
    Tensor x = operands[0];
    Tensor t = operands[1];
    DType dtype = x.dtype();
    boolean plain = dtype.isFloatingPoint() && dtype == t.dtype() && x.shape().equals(t.shape());
    return plain && reduction != Reduction.NONE
        ? reduced(x, t, reduction == Reduction.SUM ? 1 : x.elements())
        : general.of(reduction, operands);
  }

  private Pass reduced(Tensor x, Tensor t, double divisor) {
    return Pass.of(
        Tensor.scalar(x.dtype(), DifferenceBlocks.sum(x, t, loss) / divisor),
        gradOutput -> {
          double g = gradOutput.item() / divisor;
          return Gradients.ofInput(DifferenceBlocks.scaled(x, t, slope, g))
              .withInput(1, DifferenceBlocks.scaled(t, x, slope, g));
        });
  }
}
