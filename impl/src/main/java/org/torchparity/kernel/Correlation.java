package org.torchparity.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The linear map y(n, o) = Σ_c x(n, c) ⋆ w(o, c) from (N, in, …) to (N, out, …), its adjoint and
 * the gradient of its weight w (out, in/groups, kernel…): matrix products over {@link Patches}, a
 * few lines of the output at a time so that the patches stay in the cache.
 *
 * @param window what slides over the spatial axes
 * @param inChannels channels of x
 * @param outChannels channels of y
 * @param groups into which both are divided; each sees only its own
 */
public record Correlation(Window window, int inChannels, int outChannels, int groups) {
  /** Elements of the patches made at a time: a megabyte of float32. */
  private static final int CHUNK = 1 << 18;

  /**
   * The gradients of a layer that is a map or its adjoint.
   *
   * @param input that of what is mapped
   * @param bias that of what each channel starts with, if it was wanted
   */
  public record Gradients(Tensor input, Tensor weight, @Nullable Tensor bias) {
    boolean ofParametersAreFinite() {
      return Finite.all(weight) && (bias == null || Finite.all(bias));
    }
  }

  /** Multiply-adds of one sample. */
  public long multiplyAdds() {
    return (long) outChannels * patchRows() * window.outputElements();
  }

  /**
   * Returns the map of x, and in each channel what it starts with: a bias, or zero.
   *
   * @param start of {@code outChannels} elements
   * @param shape of the result
   */
  public Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape) {
    Tensor special = special(way -> way.of(x, weight, start, shape));
    if (special != null) {
      return special;
    }
    if (ShiftedCorrelation.fits(this)) {
      return new ShiftedCorrelation(this).of(x, weight, start, shape);
    }
    Tensor y = Biases.spread(start, Layout.of(shape), shape);
    int lines = linesOfChunk();
    int chunks = (window.lines() + lines - 1) / lines;
    Parallel.rows(
        x.size(0) * chunks,
        work() / chunks,
        (from, to) -> {
          Tensor buffer = buffer(x.dtype());
          for (int task = from; task < to; task++) {
            int first = task % chunks * lines;
            int end = Math.min(window.lines(), first + lines);
            for (int g = 0; g < groups; g++) {
              Matrix patches = patches(x, task / chunks, g, first, end, buffer);
              Gemm.multiplyAdd(
                  weight(weight, g), patches, outputs(y, task / chunks, g, first, end));
            }
          }
        });
    return y;
  }

  /**
   * Returns the adjoint map of y, ⟨x, adjoint y⟩ = ⟨map x, y⟩, and in each channel what it starts
   * with: a bias, or zero.
   *
   * @param start of {@code inChannels} elements
   * @param shape of the result
   */
  public Tensor adjoint(Tensor y, Tensor weight, Tensor start, Shape shape) {
    Tensor special = special(way -> way.adjoint(y, weight, start, shape));
    if (special != null) {
      return special;
    }
    return ShiftedAdjoint.fits(this)
        ? new ShiftedAdjoint(this).of(y, weight, start, shape)
        : new ScatteredAdjoint(this, y.dtype()).of(y, weight, start, shape);
  }

  /**
   * Returns the gradients of the map of x with a bias.
   *
   * @param g the gradient of its result
   * @param biased whether there is a bias whose gradient is wanted
   */
  public Gradients gradients(Tensor g, Tensor x, Tensor weight, boolean biased) {
    if (PlaneStretches.fit(this)) {
      Gradients ofPlanes = new ShiftedAdjoint(this).gradients(g, x, weight, biased);
      if (ofPlanes.ofParametersAreFinite()) {
        return ofPlanes;
      }
    }
    Tensor start = Tensor.zeros(x.dtype(), Shape.of(inChannels));
    Tensor gradX = adjoint(g, weight, start, x.shape());
    return new Gradients(gradX, weightGradient(g, x, weight.shape()), biased ? bias(g) : null);
  }

  /**
   * Returns the gradients of the adjoint map of y with a bias.
   *
   * @param g the gradient of its result
   * @param biased whether there is a bias whose gradient is wanted
   */
  public Gradients adjointGradients(Tensor g, Tensor y, Tensor weight, boolean biased) {
    if (PlaneStretches.fit(this)) {
      Gradients ofPlanes = new ShiftedCorrelation(this).gradients(g, y, weight, biased);
      if (ofPlanes.ofParametersAreFinite()) {
        return ofPlanes;
      }
    }
    Tensor start = Tensor.zeros(y.dtype(), Shape.of(outChannels));
    Tensor gradY = of(g, weight, start, y.shape());
    return new Gradients(gradY, weightGradient(y, g, weight.shape()), biased ? bias(g) : null);
  }

  private static Tensor bias(Tensor g) {
    return Biases.gradient(g, Layout.of(g.shape()));
  }

  /** Returns the gradient of the weight, Σ_n g(n, o) ⋆ x(n, c). */
  Tensor weightGradient(Tensor gradOutput, Tensor x, Shape weightShape) {
    Tensor special = special(way -> way.weightGradient(gradOutput, x, weightShape));
    return special != null ? special : WeightGradient.of(this, gradOutput, x, weightShape);
  }

  /** What the first of the ways that are not for all correlations gives that gives anything. */
  private @Nullable Tensor special(Function<CorrelationWay, @Nullable Tensor> result) {
    for (CorrelationWay way :
        List.of(new StackedPlanes(this), new Winograd(this), new Twofold(this))) {
      Tensor special = result.apply(way);
      if (special != null) {
        return special;
      }
    }
    return null;
  }

  /** Rows of a group's patches: its input channels by the kernel's elements. */
  private int patchRows() {
    return inChannels / groups * window.kernelElements();
  }

  private int linesOfChunk() {
    int line = Math.max(1, patchRows() * window.width());
    return Math.max(1, Math.min(window.lines(), CHUNK / line));
  }

  private Tensor buffer(DType dtype) {
    int columns = window.isIdentity() ? 0 : linesOfChunk() * window.width();
    return Tensor.zeros(dtype, Shape.of(patchRows(), columns));
  }

  private long work() {
    return multiplyAdds() / Gemm.MULTIPLY_ADDS_PER_ELEMENT
        + (long) groups * patchRows() * window.outputElements();
  }

  /** What the window sees from lines of the output; of an identity window, the input itself. */
  private Matrix patches(Tensor x, int n, int g, int first, int end, Tensor buffer) {
    int columns = (end - first) * window.width();
    if (window.isIdentity()) {
      int at = inputAt(n, g) + first * window.width();
      return new Matrix(x, at, patchRows(), columns, window.inputElements(), 1);
    }
    Patches.gather(x, inputAt(n, g), inChannels / groups, window, first, end, buffer, 0);
    return Matrix.of(buffer, 0, patchRows(), columns);
  }

  private int inputAt(int n, int g) {
    return (n * inChannels + g * (inChannels / groups)) * window.inputElements();
  }

  private Matrix weight(Tensor weight, int g) {
    int rows = outChannels / groups;
    return Matrix.of(weight, g * rows * patchRows(), rows, patchRows());
  }

  private Matrix outputs(Tensor y, int n, int g, int first, int end) {
    int rows = outChannels / groups;
    int length = window.outputElements();
    int at = (n * outChannels + g * rows) * length + first * window.width();
    return new Matrix(y, at, rows, (end - first) * window.width(), length, 1);
  }
}
