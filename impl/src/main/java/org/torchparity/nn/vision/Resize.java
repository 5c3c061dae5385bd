package org.torchparity.nn.vision;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.PlaneTaps;
import org.torchparity.kernel.Taps;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Interpolation along every spatial axis in turn, in float64, rounded once at the end. */
final class Resize {
  /** Height and width together up to which ATen's nearest has another kernel in two dimensions. */
  private static final int SMALL_IMAGE = 128;

  private final UpsampleOptions options;

  Resize(UpsampleOptions options) {
    this.options = options;
  }

  Pass of(String layer, Tensor x) {
    checkInput(layer, x);
    int axes = x.rank() - 2;
    Interpolation[] interpolations = new Interpolation[axes];
    Shape output = x.shape();
    @Nullable PerAxis factors = options.recomputeScaleFactor() ? null : options.scaleFactor();
    for (int axis = 0; axis < axes; axis++) {
      int in = x.size(axis + 2);
      int out = outputSize(in, axis);
      if (in <= 0 || out <= 0) {
        throw new IllegalArgumentException(
            "Input and output sizes should be greater than 0, but got input "
                + x.shape()
                + " and output size "
                + out
                + " along axis "
                + (axis + 2));
      }
      output = output.withSize(axis + 2, out);
      interpolations[axis] = new Interpolation(in, out, factors == null ? 0 : factors.at(axis));
    }
    Shape shape = output;
    Taps[] forth = new Taps[axes];
    Taps[] back = new Taps[axes];
    for (int axis = 0; axis < axes; axis++) {
      forth[axis] = taps(interpolations[axis], x, shape);
      back[axis] = backwardTaps(interpolations[axis], x.shape(), shape);
    }
    return Pass.of(
        apply(forth, x, shape), g -> Gradients.ofInput(applyTransposed(back, g, x.shape())));
  }

  private void checkInput(String layer, Tensor x) {
    Inputs.rank(layer, x, 3, 4, 5);
    int rank = options.mode().inputRank();
    if (rank != 0 && x.rank() != rank) {
      throw new IllegalArgumentException(
          layer
              + ": got "
              + x.rank()
              + "D input, but "
              + options.mode().name().toLowerCase(Locale.ROOT)
              + " mode needs "
              + rank
              + "D input");
    }
    Inputs.floating(layer, x);
    if (x.shape().elements(1, x.rank()) == 0) {
      throw new IllegalArgumentException(
          layer + ": Non-empty data tensor expected but got a tensor with sizes " + x.shape());
    }
    PerAxis sizes = options.size() == null ? options.scaleFactor() : options.size();
    if (sizes != null && !sizes.fits(x.rank() - 2)) {
      throw new IllegalArgumentException(
          "Input and output must have the same number of spatial dimensions, but got input of "
              + x.shape()
              + (options.size() == null ? " and scale_factor of " : " and output size of ")
              + sizes.values());
    }
  }

  private int outputSize(int in, int axis) {
    @Nullable PerAxis size = options.size();
    @Nullable PerAxis factor = options.scaleFactor();
    return size != null
        ? (int) size.at(axis)
        : factor != null ? (int) Math.floor(in * factor.at(axis)) : in;
  }

  private boolean alignsCorners() {
    return Boolean.TRUE.equals(options.alignCorners());
  }

  private Taps taps(Interpolation interpolation, Tensor x, Shape output) {
    return switch (options.mode()) {
      case NEAREST ->
          x.rank() == 4 && output.size(2) + output.size(3) <= SMALL_IMAGE
              ? interpolation.nearest()
              : interpolation.nearestPlain(x.dtype());
      case LINEAR, BILINEAR, TRILINEAR -> interpolation.linear(alignsCorners());
      case BICUBIC -> interpolation.cubic(alignsCorners());
    };
  }

  private Taps backwardTaps(Interpolation interpolation, Shape input, Shape output) {
    return switch (options.mode()) {
      case NEAREST -> interpolation.nearest();
      case LINEAR, BILINEAR, TRILINEAR -> interpolation.linear(alignsCorners());
      // Where the sizes are equal ATen copies the gradient, whatever the factor.
      case BICUBIC ->
          input.equals(output) ? interpolation.nearest() : interpolation.cubic(alignsCorners());
    };
  }

  /** Lines are planes of one row. */
  private static PlaneTaps planes(Taps[] taps) {
    return taps.length == 1
        ? new PlaneTaps(new Taps(1, 1, new int[] {0}, new double[] {1}), taps[0])
        : new PlaneTaps(taps[0], taps[1]);
  }

  private static Tensor apply(Taps[] taps, Tensor x, Shape output) {
    if (taps.length <= 2) {
      return planes(taps).apply(x, output);
    }
    double[] values = x.toDoubles();
    Shape shape = x.shape();
    for (int axis = 0; axis < taps.length; axis++) {
      int at = axis + 2;
      values =
          taps[axis].apply(values, shape.elements(0, at), shape.elements(at + 1, shape.rank()));
      shape = shape.withSize(at, output.size(at));
    }
    return Tensor.ofDoubles(x.dtype(), output, values);
  }

  private static Tensor applyTransposed(Taps[] taps, Tensor g, Shape input) {
    if (taps.length <= 2) {
      return planes(taps).applyTransposed(g, input);
    }
    double[] values = g.toDoubles();
    Shape shape = g.shape();
    for (int axis = 0; axis < taps.length; axis++) {
      int at = axis + 2;
      values =
          taps[axis].applyTransposed(
              values, shape.elements(0, at), shape.elements(at + 1, shape.rank()));
      shape = shape.withSize(at, input.size(at));
    }
    return Tensor.ofDoubles(g.dtype(), input, values);
  }
}
