package org.torchparity.nn.conv;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers a spatial axis, as options hold them: one for each axis, or one for all. */
final class Axes {
  private Axes() {}

  static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** Checks that there are one to three numbers and that none is below the least one allowed. */
  static List<Integer> checked(String name, int least, List<Integer> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> value < least)) {
      throw new IllegalArgumentException(
          name + " must be " + least + " or more on every axis, but got " + values);
    }
    return List.copyOf(values);
  }

  /** One number for each of {@code count} axes. */
  static int[] expanded(String layer, String name, List<Integer> values, int count) {
    if (values.size() != 1 && values.size() != count) {
      throw new IllegalArgumentException(
          layer + ": " + name + " must have 1 or " + count + " elements, but got " + values);
    }
    int[] expanded = new int[count];
    for (int axis = 0; axis < count; axis++) {
      expanded[axis] = values.get(values.size() == 1 ? 0 : axis);
    }
    return expanded;
  }

  /** Sizes as torch's messages write them: {@code 4 x 5}. */
  static String product(int[] sizes) {
    return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
  }
}
