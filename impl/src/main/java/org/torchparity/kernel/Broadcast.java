package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Tensors of different shapes seen as one: axes are aligned from the last, and one of size 1, or
 * one that is not there, repeats.
 */
public final class Broadcast {
  private Broadcast() {}

  /**
   * Returns the shape that tensors have together.
   *
   * @throws IllegalArgumentException if sizes of an axis differ and none of them is 1
   */
  public static Shape shape(Tensor... tensors) {
    int rank = Arrays.stream(tensors).mapToInt(Tensor::rank).max().orElse(0);
    int[] sizes = new int[rank];
    Arrays.fill(sizes, 1);
    for (Tensor tensor : tensors) {
      for (int axis = 1; axis <= tensor.rank(); axis++) {
        int size = tensor.size(-axis);
        int common = sizes[rank - axis];
        if (size != common && size != 1 && common != 1) {
          throw new IllegalArgumentException(
              "The size of tensor a ("
                  + common
                  + ") must match the size of tensor b ("
                  + size
                  + ") at non-singleton dimension "
                  + (rank - axis));
        }
        sizes[rank - axis] = common == 1 ? size : common;
      }
    }
    return Shape.of(sizes);
  }

  /**
   * Returns the elements of a tensor repeated over a shape: its own array where nothing repeats.
   *
   * @throws IllegalArgumentException if the tensor has more axes, or a size that is neither 1 nor
   *     the shape's
   */
  public static double[] expand(Tensor tensor, Shape shape) {
    double[] values = tensor.toDoubles();
    if (tensor.shape().equals(shape)) {
      return values;
    }
    checkExpandable(tensor.shape(), shape);
    int[] from = sources(tensor.shape(), shape);
    double[] expanded = new double[from.length];
    for (int i = 0; i < expanded.length; i++) {
      expanded[i] = values[from[i]];
    }
    return expanded;
  }

  /** Whether a tensor is repeated over a shape as a whole, one time after the other. */
  static boolean isPeriod(Shape operand, Shape shape) {
    boolean repeats = false;
    for (int axis = 1; axis <= shape.rank(); axis++) {
      int size = axis <= operand.rank() ? operand.size(-axis) : 1;
      if (size != shape.size(-axis) && size != 1 || repeats && size != 1) {
        return false;
      }
      repeats |= size != shape.size(-axis);
    }
    return operand.rank() <= shape.rank();
  }

  /**
   * Returns a tensor repeated over a shape: itself where nothing repeats, else in float64.
   *
   * @throws IllegalArgumentException as {@link #expand}
   */
  static Tensor expanded(Tensor tensor, Shape shape) {
    return tensor.shape().equals(shape)
        ? tensor
        : Tensor.ofDoubles(DType.FLOAT64, shape, expand(tensor, shape));
  }

  private static void checkExpandable(Shape operand, Shape shape) {
    boolean fits = operand.rank() <= shape.rank();
    for (int axis = 1; fits && axis <= operand.rank(); axis++) {
      fits = operand.size(-axis) == 1 || operand.size(-axis) == shape.size(-axis);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "a tensor of shape " + operand + " cannot be expanded to shape " + shape);
    }
  }

  /** Returns the sum, over the places where an element was repeated, of values over a shape. */
  public static Tensor sum(double[] values, Shape shape, DType dtype, Shape operand) {
    if (operand.equals(shape)) {
      return Tensor.ofDoubles(dtype, operand, values);
    }
    int[] to = sources(operand, shape);
    double[] sums = new double[operand.elements()];
    for (int i = 0; i < values.length; i++) {
      sums[to[i]] += values[i];
    }
    return Tensor.ofDoubles(dtype, operand, sums);
  }

  /**
   * The position in an operand of each element of the shape it is repeated over: those of the axes
   * behind one are the same at each of its places, but for a step.
   */
  private static int[] sources(Shape operand, Shape shape) {
    int[] positions = new int[shape.elements()];
    int filled = 1;
    int stride = 1;
    for (int axis = 1; axis <= shape.rank() && positions.length > 0; axis++) {
      int size = axis <= operand.rank() ? operand.size(-axis) : 1;
      int step = size == 1 ? 0 : stride;
      for (int i = filled; i < filled * shape.size(-axis); i++) {
        positions[i] = positions[i - filled] + step;
      }
      filled *= shape.size(-axis);
      stride *= size;
    }
    return positions;
  }
}
