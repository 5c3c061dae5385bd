package org.torchparity.catalogue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A recipe for a tensor: the same seed gives the same elements on every machine. Floating-point
 * recipes follow the case's dtype; {@link #integers} and {@link #longs} are int64 always.
 */
public interface Draw {

  /** Draws the tensor; {@code dtype} is the case's. */
  Tensor draw(Random random, DType dtype);

  /** Standard normal values. */
  static Draw normal(int... shape) {
    return (random, dtype) -> filled(dtype, Shape.of(shape), i -> random.nextGaussian());
  }

  /** Values uniform in {@code [low, high)}. */
  static Draw uniform(double low, double high, int... shape) {
    return (random, dtype) ->
        filled(dtype, Shape.of(shape), i -> low + (high - low) * random.nextDouble());
  }

  /** Integers uniform in {@code [low, high)}, as int64. */
  static Draw integers(int low, int high, int... shape) {
    return (random, dtype) ->
        filled(DType.INT64, Shape.of(shape), i -> low + random.nextInt(high - low));
  }

  /** The given values, in order. */
  static Draw values(double[] values, int... shape) {
    return (random, dtype) -> Tensor.ofDoubles(dtype, Shape.of(shape), values.clone());
  }

  /** The given integers, in order, as int64. */
  static Draw longs(long[] values, int... shape) {
    return (random, dtype) -> Tensor.of(values.clone(), shape);
  }

  /** One value everywhere. */
  static Draw full(double value, int... shape) {
    return (random, dtype) -> Tensor.full(dtype, Shape.of(shape), value);
  }

  /** Small integers as floating-point values, so that many elements tie. */
  static Draw ties(int low, int high, int... shape) {
    return (random, dtype) -> filled(dtype, Shape.of(shape), i -> low + random.nextInt(high - low));
  }

  /** Returns this recipe with every element mapped, in float64, before the last rounding. */
  default Draw map(DoubleUnaryOperator change) {
    return (random, dtype) -> {
      Tensor drawn = draw(random, DType.FLOAT64);
      double[] values = drawn.doubles();
      return filled(dtype, drawn.shape(), i -> change.applyAsDouble(values[i]));
    };
  }

  /** Returns this recipe times a factor. */
  default Draw times(double factor) {
    return map(value -> value * factor);
  }

  /** Returns this recipe plus a summand. */
  default Draw plus(double summand) {
    return map(value -> value + summand);
  }

  /** Returns this recipe with one element, by its row-major position, replaced. */
  default Draw with(int position, double value) {
    return (random, dtype) -> {
      Tensor drawn = draw(random, dtype);
      double[] values = drawn.toDoubles().clone();
      values[position] = value;
      return Tensor.ofDoubles(drawn.dtype(), drawn.shape(), values);
    };
  }

  /** An element by its row-major position. */
  interface Element {
    double at(int position);
  }

  private static Tensor filled(DType dtype, Shape shape, Element element) {
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = element.at(i);
    }
    return Tensor.ofDoubles(dtype, shape, values);
  }
}
