package org.torchparity.compare;

import org.torchparity.tensor.Tensor;

/** The text where a quantity is missing. */
final class ShouldBeObserved {
  private ShouldBeObserved() {}

  static String text(Tensor expected, Sides sides) {
    return sides.actual()
        + " has no such quantity; "
        + sides.expected()
        + " has one of shape "
        + expected.shape()
        + " and dtype "
        + expected.dtype().torchName();
  }
}
