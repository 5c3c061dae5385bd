package org.torchparity.nn.loss;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.Broadcast;
import org.torchparity.kernel.Broadcast.Formula;
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
    String name, Formula loss, List<Formula> derivatives, boolean takesIntegers) {

  /** Returns a loss ℓ(x, y) with its derivatives by x and y. */
  static ElementwiseLoss of(
      String name, DoubleBinaryOperator loss, DoubleBinaryOperator dx, DoubleBinaryOperator dy) {
    return new ElementwiseLoss(name, binary(loss), List.of(binary(dx), binary(dy)), false);
  }

  /** Returns a loss ℓ(x, y) with its derivative by x, where torch has none by y. */
  static ElementwiseLoss of(String name, DoubleBinaryOperator loss, DoubleBinaryOperator dx) {
    return new ElementwiseLoss(name, binary(loss), List.of(binary(dx)), false);
  }

  /** Returns a loss ℓ(x, y, z) with its derivatives by each. */
  static ElementwiseLoss of(String name, Formula loss, Formula dx, Formula dy, Formula dz) {
    return new ElementwiseLoss(name, loss, List.of(dx, dy, dz), false);
  }

  /** Returns this loss, which takes int64 targets too. */
  ElementwiseLoss takingIntegers() {
    return new ElementwiseLoss(name, loss, derivatives, true);
  }

  private static Formula binary(DoubleBinaryOperator formula) {
    return (x, y, unused) -> formula.applyAsDouble(x, y);
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
    Shape shape = Broadcast.shape(operands);
    double[] x = Broadcast.expand(operands[0], shape);
    double[] y = Broadcast.expand(operands[1], shape);
    double[] z = operands.length > 2 ? Broadcast.expand(operands[2], shape) : x;
    double[] w = weight == null ? null : Broadcast.expand(weight, shape);
    double[] losses = Broadcast.map(loss, x, y, z);
    scale(losses, w);
    return Pass.of(
        reduction.of(operands[0].dtype(), shape, losses, divisor),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, losses.length, divisor);
          Gradients gradients = Gradients.none();
          for (int i = 0; i < derivatives.size(); i++) {
            DType dtype = operands[i].dtype();
            if (dtype.isFloatingPoint()) {
              double[] each = Broadcast.map(derivatives.get(i), x, y, z);
              scale(each, w);
              scale(each, g);
              gradients =
                  gradients.withInput(i, Broadcast.sum(each, shape, dtype, operands[i].shape()));
            }
          }
          return gradients;
        });
  }

  private static void scale(double[] values, double @Nullable [] factors) {
    if (factors != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= factors[i];
      }
    }
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
