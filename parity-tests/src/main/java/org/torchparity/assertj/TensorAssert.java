package org.torchparity.assertj;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Figures;
import org.torchparity.compare.JavaArrays;
import org.torchparity.compare.Tolerance;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Assertions on a tensor. Closeness is {@code |actual − expected| ≤ atol + rtol·|expected|} in
 * every element, after shape and dtype; NaN is close to NaN only. Without a tolerance, {@link
 * Tolerance#standard} of the dtype expected applies.
 */
public final class TensorAssert extends AbstractAssert<TensorAssert, Tensor> {

  TensorAssert(@Nullable Tensor actual) {
    super(actual, TensorAssert.class);
  }

  /** Fails unless shape and dtype are those of {@code expected} and every element is close. */
  public TensorAssert isCloseTo(Tensor expected) {
    return isCloseTo(expected, Tolerance.standard(expected.dtype()));
  }

  /** Fails unless shape and dtype are those of {@code expected} and every element is close. */
  public TensorAssert isCloseTo(Tensor expected, Tolerance tolerance) {
    isNotNull();
    return check(Comparison.of("", actual, expected, tolerance));
  }

  /** As {@link #isCloseTo(Tensor)}, against a float32 tensor of rank 1. */
  public TensorAssert isCloseTo(float[] expected) {
    return isCloseTo(JavaArrays.tensor(expected));
  }

  /** As {@link #isCloseTo(Tensor, Tolerance)}, against a float32 tensor of rank 1. */
  public TensorAssert isCloseTo(float[] expected, Tolerance tolerance) {
    return isCloseTo(JavaArrays.tensor(expected), tolerance);
  }

  /** As {@link #isCloseTo(Tensor)}, against a float64 tensor of rank 1. */
  public TensorAssert isCloseTo(double[] expected) {
    return isCloseTo(JavaArrays.tensor(expected));
  }

  /** As {@link #isCloseTo(Tensor, Tolerance)}, against a float64 tensor of rank 1. */
  public TensorAssert isCloseTo(double[] expected, Tolerance tolerance) {
    return isCloseTo(JavaArrays.tensor(expected), tolerance);
  }

  /** As {@link #isCloseTo(Tensor)}, against a float32 tensor of rank 2. */
  public TensorAssert isCloseTo(float[][] expected) {
    return isCloseTo(JavaArrays.tensor(expected));
  }

  /** As {@link #isCloseTo(Tensor, Tolerance)}, against a float32 tensor of rank 2. */
  public TensorAssert isCloseTo(float[][] expected, Tolerance tolerance) {
    return isCloseTo(JavaArrays.tensor(expected), tolerance);
  }

  /** As {@link #isCloseTo(Tensor)}, against a float64 tensor of rank 2. */
  public TensorAssert isCloseTo(double[][] expected) {
    return isCloseTo(JavaArrays.tensor(expected));
  }

  /** As {@link #isCloseTo(Tensor, Tolerance)}, against a float64 tensor of rank 2. */
  public TensorAssert isCloseTo(double[][] expected, Tolerance tolerance) {
    return isCloseTo(JavaArrays.tensor(expected), tolerance);
  }

  /**
   * Fails unless the shape is that of {@code expected} and every element is close, whatever the
   * dtypes: float64 Java against float32 torch, as the notebook compares them.
   */
  public TensorAssert hasValuesCloseTo(Tensor expected, Tolerance tolerance) {
    isNotNull();
    return check(Comparison.ofValues("", actual, expected, tolerance));
  }

  private TensorAssert check(Comparison comparison) {
    if (!comparison.agrees()) {
      fail("Expected close tensors\n" + comparison.describe("actual", "expected"));
    }
    return this;
  }

  /** Fails unless the shape is {@code sizes}; without any, unless the tensor has rank 0. */
  public TensorAssert hasShape(int... sizes) {
    isNotNull();
    Shape expected = Shape.of(sizes);
    if (!actual.shape().equals(expected)) {
      fail("Expected shape " + expected + ", but got " + actual.shape());
    }
    return this;
  }

  /** Fails unless the elements are of that type. */
  public TensorAssert hasDType(DType expected) {
    isNotNull();
    if (actual.dtype() != expected) {
      fail("Expected dtype " + expected.torchName() + ", but got " + actual.dtype().torchName());
    }
    return this;
  }

  /** Fails unless shape, dtype and every bit are the same: −0.0 is not 0.0 here. */
  public TensorAssert isBitwiseEqualTo(Tensor expected) {
    isNotNull();
    if (actual.isBitwiseEqualTo(expected)) {
      return this;
    }
    Comparison comparison = Comparison.of("", actual, expected, Tolerance.EXACT);
    fail(
        "Expected the same bits\n"
            + (comparison.agrees()
                ? "The values are equal, but a sign of zero or the bits of a NaN differ at index "
                    + Figures.index(actual.shape(), firstOtherBits(actual, expected))
                : comparison.describe("actual", "expected")));
    return this;
  }

  private static int firstOtherBits(Tensor a, Tensor b) {
    double[] ours = a.toDoubles();
    double[] theirs = b.toDoubles();
    int i = 0;
    // Widening keeps the sign of a zero and the payload of a quiet NaN.
    while (Double.doubleToRawLongBits(ours[i]) == Double.doubleToRawLongBits(theirs[i])) {
      i++;
    }
    return i;
  }

  /** Fails if an element is NaN. */
  public TensorAssert hasNoNaN() {
    isNotNull();
    int count = 0;
    int first = -1;
    for (int i = 0; i < actual.elements(); i++) {
      if (Double.isNaN(actual.get(i))) {
        first = count == 0 ? i : first;
        count++;
      }
    }
    if (count > 0) {
      fail(
          "Expected no NaN, but got "
              + count
              + " / "
              + actual.elements()
              + ", the first at index "
              + Figures.index(actual.shape(), first));
    }
    return this;
  }

  private void fail(String text) {
    failWithMessage("%s", text);
  }
}
