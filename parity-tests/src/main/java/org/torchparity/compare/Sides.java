package org.torchparity.compare;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Tensor;

/**
 * What a message calls the two sides, and the truth beside them.
 *
 * @param actual name of the side under test
 * @param expected name of the side it is held against
 * @param oracle the quantity in float64, null where there is none or its shape is another
 */
record Sides(String actual, String expected, @Nullable Tensor oracle) {

  /** One element on each side: {@code Java = 1.5, torch = 1.25, float64 oracle = 1.25}. */
  String element(Tensor actualTensor, Tensor expectedTensor, int position) {
    String text =
        actual
            + " = "
            + Figures.element(actualTensor, position)
            + ", "
            + expected
            + " = "
            + Figures.element(expectedTensor, position);
    return oracle == null
        ? text
        : text + ", " + Figures.ORACLE + " = " + Figures.element(oracle, position);
  }
}
