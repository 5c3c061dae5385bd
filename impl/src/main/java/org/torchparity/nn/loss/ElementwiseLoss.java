package org.torchparity.nn.loss;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.BlockFormula;
import org.torchparity.kernel.Broadcast;
import org.torchparity.kernel.ElementBlocks;
import org.torchparity.kernel.ElementBlocks.Derivative;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A loss ℓ(x, y, z) of the elements of two or three operands at one place, reduced. The operands
 * are broadcast; the gradient of one is summed over the places where it was repeated.
 *
 * <pre>
 * E = reduction of w·ℓ(x, y, z)        δE/δx = Σ g·w·δℓ/δx, and so for y and z
 * </pre>
 *
 * @param name the layer, for messages
 * @param loss ℓ
 * @param derivatives of ℓ by each operand in order; those left out at the end have no gradient
 * @param takesIntegers whether operands other than the first may be int64
 */
record ElementwiseLoss(
    String name, BlockFormula loss, List<BlockFormula> derivatives, boolean takesIntegers) {

  /** Returns a loss with its derivatives by as many operands as there are derivatives. */
  static ElementwiseLoss of(String name, BlockFormula loss, BlockFormula... derivatives) {
    return new ElementwiseLoss(name, loss, List.of(derivatives), false);
  }

  /** Returns this loss, which takes int64 targets too. */
  ElementwiseLoss takingIntegers() {
    return new ElementwiseLoss(name, loss, derivatives, true);
  }

  /**
   * The reduced loss of operands.
   *
   * @throws IllegalArgumentException if their shapes cannot be broadcast, the first is not
   *     floating-point, or another is of another floating-point type
   */
  Pass of(Reduction reduction, Tensor... operands) {
    return weighted(reduction, null, operands);
  }

  /**
   * The reduced loss of operands, each element's rescaled by a weight.
   *
   * @throws IllegalArgumentException if the weight cannot be expanded to the shape of the operands,
   *     and as {@link #of(Reduction, Tensor...)}
   */
  Pass weighted(Reduction reduction, @Nullable Tensor weight, Tensor... operands) {
    Shape shape = Broadcast.shape(operands);
    return mean(reduction, shape.elements(), weight, operands);
  }

  /** The loss of operands, whose mean, if that is the reduction, is their sum over a divisor. */
  Pass mean(Reduction reduction, double divisor, @Nullable Tensor weight, Tensor... operands) {
    checkTypes(operands);
    DType dtype = operands[0].dtype();
    ElementBlocks blocks = new ElementBlocks(Broadcast.shape(operands), weight, operands);
    return Pass.of(
        reduction == Reduction.NONE
            ? blocks.values(loss, dtype)
            : Tensor.scalar(dtype, reduction.of(blocks.sum(loss), divisor)),
        gradOutput -> gradients(blocks, reduction.back(gradOutput, divisor), operands));
  }

  /**
   * The reduced losses of rows, each the mean of w·ℓ over the last axis.
   *
   * @throws IllegalArgumentException as {@link #weighted}
   */
  Pass ofRows(Reduction reduction, @Nullable Tensor weight, Tensor... operands) {
    checkTypes(operands);
    Shape shape = Broadcast.shape(operands);
    int columns = shape.size(-1);
    ElementBlocks blocks = new ElementBlocks(shape, weight, operands);
    double[] losses = blocks.rowSums(loss);
    for (int row = 0; row < losses.length; row++) {
      losses[row] /= columns;
    }
    Shape rows = LossShapes.withoutLastAxis(shape);
    return Pass.of(
        reduction.of(operands[0].dtype(), rows, losses, losses.length),
        gradOutput -> {
          Tensor g = reduction.back(gradOutput, losses.length);
          double[] shares = g.toDoubles().clone();
          for (int i = 0; i < shares.length; i++) {
            shares[i] /= columns;
          }
          Shape repeated = reduction == Reduction.NONE ? shape.withSize(-1, 1) : g.shape();
          return gradients(blocks, Tensor.ofDoubles(DType.FLOAT64, repeated, shares), operands);
        });
  }

  private Gradients gradients(ElementBlocks blocks, Tensor g, Tensor... operands) {
    List<Derivative> floating =
        IntStream.range(0, derivatives.size())
            .filter(i -> operands[i].dtype().isFloatingPoint())
            .mapToObj(i -> new Derivative(i, derivatives.get(i)))
            .toList();
    List<Tensor> each = blocks.gradients(floating, g);
    Gradients gradients = Gradients.none();
    for (int i = 0; i < each.size(); i++) {
      gradients = gradients.withInput(floating.get(i).operand(), each.get(i));
    }
    return gradients;
  }

  private void checkTypes(Tensor... operands) {
    DType dtype = operands[0].dtype();
    for (int i = 0; i < operands.length; i++) {
      DType other = operands[i].dtype();
      boolean accepted = other.isFloatingPoint() ? other == dtype : takesIntegers && i > 0;
      if (!accepted) {
        throw new IllegalArgumentException(
            name
                + ": expected floating-point inputs of one dtype, but got "
                + dtype.torchName()
                + " and "
                + other.torchName());
      }
    }
  }
}
