package org.torchparity.assertj;

import org.jspecify.annotations.Nullable;
import org.torchparity.compare.JavaArrays;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/**
 * Entry to the assertions of this package.
 *
 * <pre>{@code
 * ParityAssertions.assertThat(output).isCloseTo(expected);
 * ParityAssertions.assertThat(new float[][] {{1, 2}}).isCloseTo(new float[][] {{1, 2}});
 * ParityAssertions.assertThat(observation).agreesWith(recorded);
 * }</pre>
 *
 * <p>AssertJ's own {@code assertThat} takes arrays too: a file that imports both statically has to
 * name this class where it asserts on an array.
 */
public final class ParityAssertions {
  private ParityAssertions() {}

  /** Asserts on a tensor. */
  public static TensorAssert assertThat(@Nullable Tensor actual) {
    return new TensorAssert(actual);
  }

  /** Asserts on an array as a float32 tensor of rank 1. */
  public static TensorAssert assertThat(float @Nullable [] actual) {
    return new TensorAssert(actual == null ? null : JavaArrays.tensor(actual));
  }

  /** Asserts on an array as a float64 tensor of rank 1. */
  public static TensorAssert assertThat(double @Nullable [] actual) {
    return new TensorAssert(actual == null ? null : JavaArrays.tensor(actual));
  }

  /**
   * Asserts on a flat, row-major array as a float32 tensor of a shape: {@code assertThat(y, 3, 8)}.
   *
   * @throws IllegalArgumentException if it does not have the shape's number of elements
   */
  public static TensorAssert assertThat(float @Nullable [] actual, int... shape) {
    return new TensorAssert(actual == null ? null : Tensor.of(actual.clone(), shape));
  }

  /**
   * Asserts on a flat, row-major array as a float64 tensor of a shape: {@code assertThat(y, 3, 8)}.
   *
   * @throws IllegalArgumentException if it does not have the shape's number of elements
   */
  public static TensorAssert assertThat(double @Nullable [] actual, int... shape) {
    return new TensorAssert(actual == null ? null : Tensor.of(actual.clone(), shape));
  }

  /**
   * Asserts on an array of rows as a float32 tensor of rank 2.
   *
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static TensorAssert assertThat(float @Nullable [][] actual) {
    return new TensorAssert(actual == null ? null : JavaArrays.tensor(actual));
  }

  /**
   * Asserts on an array of rows as a float64 tensor of rank 2.
   *
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static TensorAssert assertThat(double @Nullable [][] actual) {
    return new TensorAssert(actual == null ? null : JavaArrays.tensor(actual));
  }

  /** Asserts on everything seen of a run. */
  public static ObservationAssert assertThat(@Nullable Observation actual) {
    return new ObservationAssert(actual);
  }
}
