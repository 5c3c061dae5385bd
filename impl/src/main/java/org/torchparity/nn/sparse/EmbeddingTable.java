package org.torchparity.nn.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.VectorNorm;
import org.torchparity.nn.State;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The parameter {@code weight} (V, D) of the embeddings: drawn, indexed and kept short. */
final class EmbeddingTable {
  private static final String WEIGHT = "weight";

  private final String layer;
  private final State state;
  private final int paddingIdx;

  /** Draws standard normal rows, zeros where padding is looked up, as reset_parameters does. */
  EmbeddingTable(
      String layer,
      int numEmbeddings,
      int embeddingDim,
      @Nullable Integer paddingIdx,
      State state) {
    this.layer = layer;
    this.state = state;
    this.paddingIdx = paddingIdx == null ? -1 : wrapped(paddingIdx, numEmbeddings);
    Tensor weight =
        TorchRandom.defaultGenerator().randn(DType.FLOAT32, Shape.of(numEmbeddings, embeddingDim));
    if (this.paddingIdx >= 0) {
      int start = this.paddingIdx * embeddingDim;
      Arrays.fill(weight.floats(), start, start + embeddingDim, 0);
    }
    state.setParameter(WEIGHT, weight);
  }

  private int wrapped(int index, int size) {
    if (index < -size || index >= size) {
      throw new IllegalArgumentException(
          layer + ": padding_idx must be within num_embeddings = " + size + ", but got " + index);
    }
    return index < 0 ? index + size : index;
  }

  /** The row for padding, −1 where there is none. */
  int paddingIdx() {
    return paddingIdx;
  }

  Tensor weight() {
    return state.parameter(WEIGHT);
  }

  /**
   * The indices as rows of the table.
   *
   * @throws IllegalArgumentException if they are not int64
   * @throws IndexOutOfBoundsException if one is no row
   */
  int[] rows(Tensor indices) {
    if (indices.dtype() != DType.INT64) {
      throw new IllegalArgumentException(
          layer
              + ": expected indices of scalar type Long or Int, but got "
              + indices.dtype().torchName());
    }
    int size = weight().size(0);
    int[] rows = new int[indices.elements()];
    for (int i = 0; i < rows.length; i++) {
      long index = indices.longs()[i];
      if (index < 0 || index >= size) {
        throw new IndexOutOfBoundsException(
            layer
                + ": index out of range in self: expected 0 <= index < num_embeddings = "
                + size
                + ", but got "
                + index);
      }
      rows[i] = (int) index;
    }
    return rows;
  }

  /**
   * Multiplies every row of a norm above {@code maxNorm} among the given ones by maxNorm / (norm +
   * 1e-7), in a new tensor: the weight after the step.
   */
  void shrink(int[] rows, double maxNorm, double normType) {
    Tensor weight = weight();
    int width = weight.size(1);
    double[] values = weight.toDoubles().clone();
    for (int row : Arrays.stream(rows).distinct().toArray()) {
      double exact = VectorNorm.of(values, row * width, width, 1, normType);
      double norm = weight.dtype() == DType.FLOAT32 ? (float) exact : exact;
      if (norm > maxNorm) {
        double scale = maxNorm / (norm + 1e-7);
        for (int i = row * width; i < (row + 1) * width; i++) {
          values[i] *= scale;
        }
      }
    }
    state.setParameter(WEIGHT, Tensor.ofDoubles(weight.dtype(), weight.shape(), values));
  }

  /** How often each row is looked up. */
  int[] counts(int[] rows) {
    int[] counts = new int[weight().size(0)];
    for (int row : rows) {
      counts[row]++;
    }
    return counts;
  }

  /** The rows without the one for padding, which is −1. */
  int[] withoutPadding(int[] rows) {
    return Arrays.stream(rows).map(row -> row == paddingIdx ? -1 : row).toArray();
  }
}
