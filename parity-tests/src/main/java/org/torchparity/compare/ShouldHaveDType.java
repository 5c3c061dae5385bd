package org.torchparity.compare;

import org.torchparity.tensor.DType;

/** The text where dtypes differ. */
final class ShouldHaveDType {
  private ShouldHaveDType() {}

  static String text(DType actual, DType expected, Sides sides) {
    return "The dtypes differ: "
        + sides.actual()
        + " has "
        + actual.torchName()
        + ", "
        + sides.expected()
        + " "
        + expected.torchName();
  }
}
