package org.torchparity.compare;

import org.torchparity.tensor.Shape;

/** The text where shapes differ. */
final class ShouldHaveShape {
  private ShouldHaveShape() {}

  static String text(Shape actual, Shape expected, Sides sides) {
    return "The shapes differ: "
        + sides.actual()
        + " has "
        + actual
        + ", "
        + sides.expected()
        + " "
        + expected;
  }
}
