package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A tensor whose one axis is halved: runs of values a, each followed by a run of as many gates b.
 * What is made of both has their order. A block of it stays in the fastest cache from the logistic
 * function to the product.
 *
 * @param runs of either kind
 * @param length elements of a run
 */
public record GatedHalves(int runs, int length) {
  private static final int BLOCK = Scratch.WORTH;

  /** Work on the n elements from a position on, with room for as many. */
  private interface Block {
    void run(int start, int n, Tensor gates, Tensor upstream, Tensor result);
  }

  /** Work on the n neighbours of a run from its element i on, whose value is at a. */
  private interface Piece {
    void run(int i, int a, int n);
  }

  /** Returns a·σ(b), under the shape given. */
  public Tensor forward(Tensor x, Shape shape) {
    Tensor y = Tensor.empty(x.dtype(), shape);
    each(
        x.dtype(),
        (start, count, gates, upstream, result) -> {
          int origin = CacheLines.origin(x.dtype()) - start;
          pieces(start, count, (i, a, n) -> copy(x, a + length, gates, origin + i, n));
          logistic(gates, result, count);
          pieces(start, count, (i, a, n) -> multiply(result, origin + i, x, a, y, i, n));
        });
    return y;
  }

  /** Returns g·σ(b) in the places of a, and g·σ′(b)·a in those of b. */
  public Tensor backward(Tensor g, Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    each(
        x.dtype(),
        (start, count, gates, upstream, result) -> {
          int origin = CacheLines.origin(x.dtype()) - start;
          pieces(start, count, (i, a, n) -> copy(x, a + length, gates, origin + i, n));
          logistic(gates, result, count);
          pieces(start, count, (i, a, n) -> multiply(result, origin + i, g, i, y, a, n));
          copy(g, start, upstream, origin + start, count);
          logisticBackward(upstream, gates, result, count);
          pieces(start, count, (i, a, n) -> multiply(result, origin + i, x, a, y, a + length, n));
        });
    return y;
  }

  private void each(DType dtype, Block block) {
    int elements = runs * length;
    Parallel.rows(
        Panels.count(elements, BLOCK),
        BLOCK,
        (from, to) -> {
          Tensor gates = Scratch.take(dtype, BLOCK);
          Tensor upstream = Scratch.take(dtype, BLOCK);
          Tensor result = Scratch.take(dtype, BLOCK);
          for (int start = from * BLOCK; start < Math.min(to * BLOCK, elements); start += BLOCK) {
            block.run(start, Math.min(BLOCK, elements - start), gates, upstream, result);
          }
          Scratch.give(result);
          Scratch.give(upstream);
          Scratch.give(gates);
        });
  }

  private void pieces(int start, int count, Piece piece) {
    for (int i = start; i < start + count; ) {
      int run = i / length;
      int end = Math.min(start + count, (run + 1) * length);
      piece.run(i, i + run * length, end - i);
      i = end;
    }
  }

  private static void copy(Tensor x, int i, Tensor y, int j, int n) {
    if (x.dtype() == DType.FLOAT32) {
      System.arraycopy(x.floats(), i, y.floats(), j, n);
    } else {
      System.arraycopy(x.doubles(), i, y.doubles(), j, n);
    }
  }

  /** y = σ(x) of two blocks. */
  private static void logistic(Tensor x, Tensor y, int n) {
    int from = CacheLines.origin(x.dtype());
    ActivationKernels kernels = Kernels.activations();
    if (x.dtype() == DType.FLOAT32) {
      kernels.forward(Activation.SIGMOID, x.floats(), y.floats(), from, from + n);
    } else {
      kernels.forward(Activation.SIGMOID, x.doubles(), y.doubles(), from, from + n);
    }
  }

  /** y = g·σ′(x) of three blocks. */
  private static void logisticBackward(Tensor g, Tensor x, Tensor y, int n) {
    int from = CacheLines.origin(x.dtype());
    ActivationKernels kernels = Kernels.activations();
    if (x.dtype() == DType.FLOAT32) {
      kernels.backward(Activation.SIGMOID, g.floats(), x.floats(), y.floats(), from, from + n);
    } else {
      kernels.backward(Activation.SIGMOID, g.doubles(), x.doubles(), y.doubles(), from, from + n);
    }
  }

  /** n elements of y from k on: those of a from i on times those of b from j on. */
  private static void multiply(Tensor a, int i, Tensor b, int j, Tensor y, int k, int n) {
    if (y.dtype() == DType.FLOAT32) {
      multiply(a.floats(), i, b.floats(), j, y.floats(), k, n);
    } else {
      multiply(a.doubles(), i, b.doubles(), j, y.doubles(), k, n);
    }
  }

  private static void multiply(float[] a, int i, float[] b, int j, float[] y, int k, int n) {
    for (int at = 0; at < n; at++) {
      y[k + at] = a[i + at] * b[j + at];
    }
  }

  private static void multiply(double[] a, int i, double[] b, int j, double[] y, int k, int n) {
    for (int at = 0; at < n; at++) {
      y[k + at] = a[i + at] * b[j + at];
    }
  }
}
