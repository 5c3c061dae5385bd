package org.torchparity.nn.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.EmbeddingRows;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Looks rows up in a table: y[…] = W[x[…]].
 *
 * <p>Parameters: {@code weight} W (V, D), drawn from the standard normal distribution, zero in the
 * row {@code paddingIdx}. With {@code maxNorm} forward first multiplies every row it looks up whose
 * norm is greater by maxNorm/(norm + 1e-7); the weight stays so.
 *
 * <p>Shape: Input: (*), int64 → Output: (*, D), float32 or float64 as the weight.
 *
 * <p>Backward, over the places i where x_i = r, and n_r of them:
 *
 * <pre>
 * δE/δW[r] = Σ gᵢ             or Σ gᵢ / n_r with {@code scaleGradByFreq}; 0 for r = paddingIdx
 * </pre>
 *
 * The shrinking to {@code maxNorm} is not differentiated.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code paddingIdx} is no row, or the input is not
 * int64; {@link IndexOutOfBoundsException} if an index is not in [0, V).
 *
 * <p>Differences from ATen: gradients are always dense.
 *
 * <p>Source: torch.nn.Embedding; ATen/native/Embedding.cpp at v2.10.0.
 */
public final class Embedding extends Module {
  private final EmbeddingTable table;
  private final EmbeddingOptions options;

  /** Makes a table of {@code numEmbeddings} rows with torch's defaults. */
  public Embedding(int numEmbeddings, int embeddingDim) {
    this(numEmbeddings, embeddingDim, EmbeddingOptions.defaults());
  }

  /**
   * Makes a table of {@code numEmbeddings} rows of {@code embeddingDim} values.
   *
   * @throws IllegalArgumentException if a size is negative, or {@code paddingIdx} is no row
   */
  public Embedding(int numEmbeddings, int embeddingDim, EmbeddingOptions options) {
    this.options = options;
    table =
        new EmbeddingTable("Embedding", numEmbeddings, embeddingDim, options.paddingIdx(), state());
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor indices = Inputs.only("Embedding", inputs);
    int[] rows = table.rows(indices);
    @Nullable Double maxNorm = options.maxNorm();
    if (maxNorm != null) {
      table.shrink(rows, maxNorm, options.normType());
    }
    Tensor weight = table.weight();
    int width = weight.size(1);
    int rank = indices.rank();
    int[] sizes = Arrays.copyOf(indices.shape().toArray(), rank + 1);
    sizes[rank] = width;
    return Pass.of(
        EmbeddingRows.gather(weight, rows, Shape.of(sizes)),
        g -> {
          // A negative row is left out: padding gets no gradient.
          int[] kept = table.withoutPadding(rows);
          return Gradients.none()
              .withParameter(
                  "weight", EmbeddingRows.scatterAdd(g, kept, factors(rows), weight.shape()));
        });
  }

  private double[] factors(int[] rows) {
    double[] factors = new double[rows.length];
    int[] counts = table.counts(rows);
    for (int i = 0; i < rows.length; i++) {
      factors[i] = options.scaleGradByFreq() ? 1.0 / counts[rows[i]] : 1;
    }
    return factors;
  }
}
