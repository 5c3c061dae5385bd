package org.torchparity.nn.vision;

import java.util.Arrays;
import java.util.List;

/**
 * A number for each spatial axis, or one for all of them.
 *
 * @param values a value an axis, or the one value
 * @param everywhere whether there is one value for all axes
 */
public record PerAxis(List<Double> values, boolean everywhere) {
  /** Copies the list. */
  public PerAxis {
    values = List.copyOf(values);
  }

  /** Returns one value for all axes. */
  public static PerAxis every(double value) {
    return new PerAxis(List.of(value), true);
  }

  /** Returns a value for each axis, the last being the width. */
  public static PerAxis of(double... values) {
    return new PerAxis(Arrays.stream(values).boxed().toList(), false);
  }

  /** Whether it has a value for each of so many axes. */
  boolean fits(int axes) {
    return everywhere || values.size() == axes;
  }

  double at(int axis) {
    return values.get(everywhere ? 0 : axis);
  }
}
