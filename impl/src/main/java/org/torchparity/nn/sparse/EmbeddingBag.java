package org.torchparity.nn.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.torchparity.kernel.TableRows;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.sparse.EmbeddingBagOptions.Mode;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Looks up bags of rows in a table and puts each bag together: y_b = Σ sᵢ·W[xᵢ], the mean or the
 * greatest of the W[xᵢ], over the places i of the bag b. A bag without rows gives zeros.
 *
 * <p>Parameters: {@code weight} W (V, D), drawn from the standard normal distribution, zero in the
 * row {@code paddingIdx}, which no bag holds. {@code maxNorm} as in {@link Embedding}.
 *
 * <p>Shape: Input: (B, L), int64, each row a bag, or (N) with offsets (B), int64, where each bag
 * begins, and one more, where the last ends, with {@code includeLastOffset}; per-sample weights s
 * of the input's shape and the weight's dtype, for sum only → Output: (B, D), float32 or float64 as
 * the weight.
 *
 * <p>Backward, with b the bag of place i, n_b its number of rows, and c_r that of the places where
 * x_i = r:
 *
 * <pre>
 * sum:   δE/δW[r] = Σ sᵢ·g_b         δE/δsᵢ = g_b · W[xᵢ]
 * mean:  δE/δW[r] = Σ g_b / n_b      both over c_r with {@code scaleGradByFreq}
 * max:   δE/δW[r, d] = Σ g_b[d]      over the bags whose first greatest value in d is that of r
 * </pre>
 *
 * ATen does not divide by c_r itself but, for the k-th of the distinct rows in order, by c of the
 * k-th of all indices in order; so does this layer.
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code paddingIdx} is no row, if the input is
 * neither a vector with offsets nor a matrix without, if offsets do not begin with 0, decrease, or
 * end beyond the input, or if weights come with another mode than sum or with another shape or
 * dtype; {@link IndexOutOfBoundsException} if an index is not in [0, V).
 *
 * <p>Differences from ATen: gradients are always dense; offsets that decrease are refused.
 *
 * <p>Source: torch.nn.EmbeddingBag; ATen/native/EmbeddingBag.cpp at v2.10.0.
 */
public final class EmbeddingBag extends Module {
  private static final int PER_SAMPLE_WEIGHTS = 2;

  private final EmbeddingTable table;
  private final EmbeddingBagOptions options;

  /** Makes a table of {@code numEmbeddings} rows with torch's defaults. */
  public EmbeddingBag(int numEmbeddings, int embeddingDim) {
    this(numEmbeddings, embeddingDim, EmbeddingBagOptions.defaults());
  }

  /**
   * Makes a table of {@code numEmbeddings} rows of {@code embeddingDim} values.
   *
   * @throws IllegalArgumentException if a size is negative, or {@code paddingIdx} is no row
   */
  public EmbeddingBag(int numEmbeddings, int embeddingDim, EmbeddingBagOptions options) {
    this.options = options;
    table =
        new EmbeddingTable(
            "EmbeddingBag", numEmbeddings, embeddingDim, options.paddingIdx(), state());
  }

  /** Runs the layer on indices, then offsets and per-sample weights where there are any. */
  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("EmbeddingBag", 1, 3, inputs);
    return forward(
        inputs[0],
        inputs.length > 1 ? inputs[1] : null,
        inputs.length > PER_SAMPLE_WEIGHTS ? inputs[PER_SAMPLE_WEIGHTS] : null);
  }

  /** Runs the layer; the gradient of the weights is that of input 2. */
  public Pass forward(Tensor input, @Nullable Tensor offsets, @Nullable Tensor perSampleWeights) {
    if (input.rank() != 1 && input.rank() != 2) {
      throw new IllegalArgumentException(
          "input has to be 1D or 2D Tensor, but got Tensor of dimension " + input.rank());
    }
    Bags bags =
        input.rank() == 2
            ? Bags.ofMatrix(input, offsets)
            : Bags.ofVector(input, offsets, options.includeLastOffset());
    int[] all = table.rows(input);
    checkWeights(input, perSampleWeights);
    @Nullable Double maxNorm = options.maxNorm();
    if (maxNorm != null) {
      table.shrink(all, maxNorm, options.normType());
    }
    int[] rows = table.withoutPadding(all);
    return options.mode() == Mode.MAX
        ? greatest(rows, bags)
        : sums(all, rows, bags, perSampleWeights);
  }

  private void checkWeights(Tensor input, @Nullable Tensor weights) {
    if (weights == null) {
      return;
    }
    if (options.mode() != Mode.SUM) {
      throw new IllegalArgumentException(
          "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported"
              + " for mode='sum'");
    }
    Inputs.dtype("EmbeddingBag: per_sample_weights", weights, table.weight().dtype());
    if (!weights.shape().equals(input.shape())) {
      throw new IllegalArgumentException(
          "embedding_bag: If per_sample_weights ("
              + weights.shape()
              + ") is not None, then it must have the same shape as the input ("
              + input.shape()
              + ")");
    }
  }

  private Pass sums(int[] all, int[] rows, Bags bags, @Nullable Tensor perSampleWeights) {
    Tensor weight = table.weight();
    int width = weight.size(1);
    double[] values = weight.toDoubles();
    double[] factors = factors(rows, bags, perSampleWeights);
    double[] y = TableRows.sums(values, width, rows, factors, bags.of(), bags.count());
    return Pass.of(
        Tensor.ofDoubles(weight.dtype(), Shape.of(bags.count(), width), y),
        g -> {
          double[] gradOutput = g.toDoubles();
          double[] scaled = options.scaleGradByFreq() ? byFrequency(factors, all) : factors;
          int[] sources = bags.of().clone();
          for (int i = 0; i < rows.length; i++) {
            sources[i] = rows[i] < 0 ? -1 : sources[i];
          }
          Gradients gradients =
              Gradients.none()
                  .withParameter(
                      "weight",
                      Tensor.ofDoubles(
                          weight.dtype(),
                          weight.shape(),
                          TableRows.sums(
                              gradOutput, width, sources, scaled, rows, weight.size(0))));
          return perSampleWeights == null
              ? gradients
              : gradients.withInput(
                  PER_SAMPLE_WEIGHTS,
                  Tensor.ofDoubles(
                      g.dtype(),
                      perSampleWeights.shape(),
                      TableRows.products(values, rows, gradOutput, bags.of(), width)));
        });
  }

  /** The factor of each place: its own weight, or 1 over the number of rows in its bag. */
  private double[] factors(int[] rows, Bags bags, @Nullable Tensor perSampleWeights) {
    if (perSampleWeights != null) {
      return perSampleWeights.toDoubles();
    }
    double[] factors = new double[rows.length];
    int[] sizes = new int[bags.count()];
    for (int i = 0; i < rows.length; i++) {
      sizes[bags.of()[i]] += rows[i] < 0 ? 0 : 1;
    }
    for (int i = 0; i < rows.length; i++) {
      factors[i] = options.mode() == Mode.MEAN ? 1.0 / Math.max(sizes[bags.of()[i]], 1) : 1;
    }
    return factors;
  }

  private double[] byFrequency(double[] factors, int[] all) {
    int[] sorted = all.clone();
    Arrays.sort(sorted);
    int[] distinct = Arrays.stream(sorted).distinct().toArray();
    int[] counts = table.counts(all);
    double[] scaled = factors.clone();
    for (int i = 0; i < all.length; i++) {
      scaled[i] /= counts[sorted[Arrays.binarySearch(distinct, all[i])]];
    }
    return scaled;
  }

  private Pass greatest(int[] rows, Bags bags) {
    Tensor weight = table.weight();
    int width = weight.size(1);
    double[] values = weight.toDoubles();
    int[] winners = TableRows.greatest(values, width, rows, bags.of(), bags.count());
    double[] y = new double[winners.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = winners[i] < 0 ? 0 : values[winners[i] * width + i % width];
    }
    return Pass.of(
        Tensor.ofDoubles(weight.dtype(), Shape.of(bags.count(), width), y),
        g -> {
          double[] gradOutput = g.toDoubles();
          double[] gradWeight = new double[values.length];
          for (int i = 0; i < winners.length; i++) {
            if (winners[i] >= 0) {
              gradWeight[winners[i] * width + i % width] += gradOutput[i];
            }
          }
          return Gradients.none()
              .withParameter("weight", Tensor.ofDoubles(g.dtype(), weight.shape(), gradWeight));
        });
  }
}
