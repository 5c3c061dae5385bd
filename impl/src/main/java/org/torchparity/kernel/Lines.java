package org.torchparity.kernel;

import org.torchparity.tensor.Shape;

/**
 * A row-major array seen as the vectors along one axis, in the order of the other axes.
 *
 * @param count number of vectors
 * @param length number of elements of each
 * @param stride distance of its elements
 */
public record Lines(int count, int length, int stride) {
  /** Returns the vectors along an axis of a shape. */
  public static Lines along(Shape shape, int axis) {
    int inner = shape.elements(axis + 1, shape.rank());
    return new Lines(shape.elements(0, axis) * inner, shape.size(axis), inner);
  }

  private int start(int line) {
    return line / stride * stride * length + line % stride;
  }

  /** The p-norm of each vector; see {@link VectorNorm}. */
  public double[] norms(double[] x, double p) {
    double[] norms = new double[count];
    for (int line = 0; line < count; line++) {
      norms[line] = VectorNorm.of(x, start(line), length, stride, p);
    }
    return norms;
  }

  /** A function of an element and of its vector's number. */
  @FunctionalInterface
  public interface Formula {
    /** Its value at a position of the array. */
    double at(int position, int line);
  }

  /** Σ of a formula's values over each vector. */
  public double[] sums(Formula formula) {
    double[] sums = new double[count];
    for (int line = 0; line < count; line++) {
      int at = start(line);
      for (int i = 0; i < length; i++, at += stride) {
        sums[line] += formula.at(at, line);
      }
    }
    return sums;
  }

  /** Returns a formula's values over the whole array. */
  public double[] map(Formula formula) {
    double[] values = new double[count * length];
    for (int line = 0; line < count; line++) {
      int at = start(line);
      for (int i = 0; i < length; i++, at += stride) {
        values[at] = formula.at(at, line);
      }
    }
    return values;
  }
}
