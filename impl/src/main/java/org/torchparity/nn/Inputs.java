package org.torchparity.nn;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Checks of what is handed to {@code forward}; each failure is one line that names the layer. */
public final class Inputs {
  private Inputs() {}

  /**
   * Returns the only input.
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  public static Tensor only(String layer, Tensor... inputs) {
    count(layer, 1, 1, inputs);
    return inputs[0];
  }

  /**
   * Checks the number of inputs.
   *
   * @throws IllegalArgumentException if it is not in {@code [least, most]}
   */
  public static void count(String layer, int least, int most, Tensor... inputs) {
    if (inputs.length < least || inputs.length > most) {
      throw new IllegalArgumentException(
          layer
              + ": expected "
              + (least == most ? "" + least : least + " to " + most)
              + (most == 1 ? " input" : " inputs")
              + ", but got "
              + inputs.length);
    }
  }

  /**
   * Checks that an input has the dtype of the layer's parameters or of another input.
   *
   * @throws IllegalArgumentException if it differs
   */
  public static void dtype(String layer, Tensor input, DType expected) {
    if (input.dtype() != expected) {
      throw new IllegalArgumentException(
          layer
              + ": expected input of dtype "
              + expected.torchName()
              + ", but got "
              + input.dtype().torchName());
    }
  }

  /**
   * Checks that an input is floating-point.
   *
   * @throws IllegalArgumentException if it is int64
   */
  public static void floating(String layer, Tensor input) {
    if (!input.dtype().isFloatingPoint()) {
      throw new IllegalArgumentException(
          layer + ": expected a floating-point input, but got " + input.dtype().torchName());
    }
  }

  /**
   * Checks the number of axes.
   *
   * @throws IllegalArgumentException if it is none of {@code ranks}
   */
  public static void rank(String layer, Tensor input, int... ranks) {
    if (Arrays.stream(ranks).noneMatch(rank -> rank == input.rank())) {
      String expected =
          Arrays.stream(ranks).mapToObj(rank -> rank + "D").collect(Collectors.joining(" or "));
      throw new IllegalArgumentException(
          layer
              + ": expected "
              + expected
              + " input (got "
              + input.rank()
              + "D input of "
              + input.shape()
              + ")");
    }
  }
}
