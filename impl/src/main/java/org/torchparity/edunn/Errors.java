package org.torchparity.edunn;

import org.torchparity.nn.Inputs;
import org.torchparity.tensor.Tensor;

/** What the errors check of truth and prediction. */
final class Errors {
  private Errors() {}

  /**
   * Checks for two inputs, the second a floating-point matrix with as many rows as the first has
   * samples.
   *
   * @throws IllegalArgumentException if they are not
   */
  static void check(String layer, Tensor... inputs) {
    Inputs.count(layer, 2, 2, inputs);
    Tensor y = inputs[1];
    Inputs.rank(layer, y, 2);
    if (!y.dtype().isFloatingPoint()) {
      throw new IllegalArgumentException(
          layer + ": expected floating-point predictions, but got " + y.dtype().torchName());
    }
    if (inputs[0].rank() == 0 || inputs[0].size(0) != y.size(0)) {
      throw new IllegalArgumentException(
          layer
              + ": expected as many true values as predictions, but got "
              + inputs[0].shape()
              + " and "
              + y.shape());
    }
  }

  /**
   * Checks as {@link #check}, and that there is one true value a sample and no negative
   * probability.
   *
   * @throws IllegalArgumentException if not
   */
  static void checkProbabilities(String layer, Tensor... inputs) {
    check(layer, inputs);
    if (inputs[0].elements() != inputs[0].size(0)) {
      throw new IllegalArgumentException(
          layer + ": expected one label a sample, but got " + inputs[0].shape());
    }
    for (double p : inputs[1].toDoubles()) {
      if (!(p >= 0)) {
        throw new IllegalArgumentException(
            layer + ": expected probabilities of at least 0, but got " + p);
      }
    }
  }
}
