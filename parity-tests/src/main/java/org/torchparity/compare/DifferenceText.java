package org.torchparity.compare;

import org.torchparity.tensor.Tensor;

/** The text of a comparison, by what differs first. */
final class DifferenceText {
  private DifferenceText() {}

  static String of(Comparison comparison, Sides sides) {
    Tensor actual = comparison.actual();
    Differences differences = comparison.differences();
    if (actual == null) {
      return ShouldBeObserved.text(comparison.expected(), sides);
    }
    if (differences != null) {
      return ShouldBeClose.text(comparison, actual, differences, sides);
    }
    return comparison.kind() == Comparison.Kind.SHAPE
        ? ShouldHaveShape.text(actual.shape(), comparison.expected().shape(), sides)
        : ShouldHaveDType.text(actual.dtype(), comparison.expected().dtype(), sides);
  }
}
