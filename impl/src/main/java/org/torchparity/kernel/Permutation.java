package org.torchparity.kernel;

import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** A reordering of axes as a table: which element of the source each element of the result is. */
public final class Permutation {
  private final int[] sources;

  /** Puts axis {@code axes[i]} of {@code from} in the place of axis i. */
  public Permutation(Shape from, int... axes) {
    int rank = from.rank();
    int[] sizes = new int[rank];
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = from.size(axes[i]);
      strides[i] = from.elements(axes[i] + 1, rank);
    }
    sources = new int[from.elements()];
    int[] index = new int[rank];
    int source = 0;
    for (int i = 0; i < sources.length; i++) {
      sources[i] = source;
      for (int axis = rank - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        source -= strides[axis] * sizes[axis];
        index[axis] = 0;
      }
    }
  }

  /** Returns the elements in their new order, under a shape of as many elements. */
  public Tensor apply(Tensor x, Shape shape) {
    Tensor y = Tensor.empty(x.dtype(), shape);
    switch (x.dtype()) {
      case FLOAT32 -> {
        for (int i = 0; i < sources.length; i++) {
          y.floats()[i] = x.floats()[sources[i]];
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < sources.length; i++) {
          y.doubles()[i] = x.doubles()[sources[i]];
        }
      }
      case INT64 -> {
        for (int i = 0; i < sources.length; i++) {
          y.longs()[i] = x.longs()[sources[i]];
        }
      }
    }
    return y;
  }

  /** Returns the permutation that undoes this one. */
  public Permutation inverse() {
    int[] targets = new int[sources.length];
    for (int i = 0; i < targets.length; i++) {
      targets[sources[i]] = i;
    }
    return new Permutation(targets);
  }

  private Permutation(int[] sources) {
    this.sources = sources;
  }
}
