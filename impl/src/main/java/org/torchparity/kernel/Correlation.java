package org.torchparity.kernel;

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

  /** Multiply-adds of one sample. */
  public long multiplyAdds() {
    return (long) outChannels * patchRows() * window.outputElements();
  }

  /** Adds the map of x to y, in place. */
  public void addTo(Tensor y, Tensor x, Tensor weight) {
    if (PlaneCorrelation.fits(this)) {
      new PlaneCorrelation(this).addTo(y, x, weight);
      return;
    }
    if (ShiftedCorrelation.fits(this)) {
      new ShiftedCorrelation(this, x.dtype()).addTo(y, x, weight);
      return;
    }
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
  }

  /** Adds the adjoint map of y to x, in place: ⟨x, adjoint y⟩ = ⟨map x, y⟩. */
  public void addAdjointTo(Tensor x, Tensor y, Tensor weight) {
    if (PlaneCorrelation.fits(this)) {
      new PlaneCorrelation(this).addAdjointTo(x, y, weight);
      return;
    }
    if (ShiftedAdjoint.fits(this)) {
      new ShiftedAdjoint(this).addTo(x, y, weight);
      return;
    }
    int lines = linesOfChunk();
    Parallel.rows(
        x.size(0) * groups,
        work() / groups,
        (from, to) -> {
          for (int task = from; task < to; task++) {
            int n = task / groups;
            int g = task % groups;
            Matrix transposed = weight(weight, g).transposed();
            for (int first = 0; first < window.lines(); first += lines) {
              int end = Math.min(window.lines(), first + lines);
              Matrix outputs = outputs(y, n, g, first, end);
              if (window.isIdentity()) {
                Gemm.multiplyAdd(transposed, outputs, patches(x, n, g, first, end, x));
              } else {
                Tensor columns = Gemm.multiply(transposed, outputs);
                Patches.scatterAdd(
                    columns, 0, window, first, end, x, inputAt(n, g), inChannels / groups);
              }
            }
          }
        });
  }

  /** Returns the gradient of the weight, Σ_n g(n, o) ⋆ x(n, c), added up in the samples' order. */
  public Tensor weightGradient(Tensor gradOutput, Tensor x, Shape weightShape) {
    if (PlaneCorrelation.fits(this)) {
      return new PlaneCorrelation(this).weightGradient(gradOutput, x, weightShape);
    }
    if (ShiftedCorrelation.fits(this)) {
      ShiftedCorrelation shifted = new ShiftedCorrelation(this, x.dtype());
      if (shifted.fitsWeightGradient()) {
        return shifted.weightGradient(gradOutput, x, weightShape);
      }
    }
    Tensor gradWeight = Tensor.zeros(x.dtype(), weightShape);
    Tensor buffer = buffer(x.dtype());
    int lines = linesOfChunk();
    for (int n = 0; n < x.size(0); n++) {
      for (int first = 0; first < window.lines(); first += lines) {
        int end = Math.min(window.lines(), first + lines);
        for (int g = 0; g < groups; g++) {
          Matrix patches = patches(x, n, g, first, end, buffer);
          Gemm.multiplyAdd(
              outputs(gradOutput, n, g, first, end), patches.transposed(), weight(gradWeight, g));
        }
      }
    }
    return gradWeight;
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
