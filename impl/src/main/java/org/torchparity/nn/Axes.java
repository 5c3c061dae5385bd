package org.torchparity.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers a spatial axis, as options hold them: one for each axis, or one for all. */
public final class Axes {
  private Axes() {}

  /** Returns the numbers as a list. */
  public static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  /**
   * Returns the numbers.
   *
   * @throws IllegalArgumentException if there are none, or one is below the least one allowed
   */
  public static List<Integer> checked(String name, int least, List<Integer> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> value < least)) {
      throw new IllegalArgumentException(
          name + " must be " + least + " or more on every axis, but got " + values);
    }
    return List.copyOf(values);
  }

  /**
   * Returns one number for each of {@code count} axes.
   *
   * @throws IllegalArgumentException if there is neither one number nor one for each axis
   */
  public static int[] expanded(String layer, String name, List<Integer> values, int count) {
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
  public static String product(int[] sizes) {
    return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
  }
}
