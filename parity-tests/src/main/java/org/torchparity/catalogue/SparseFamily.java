package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.longs;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.sparse.Embedding;
import org.torchparity.nn.sparse.EmbeddingBag;
import org.torchparity.nn.sparse.EmbeddingBagOptions;
import org.torchparity.nn.sparse.EmbeddingBagOptions.Mode;
import org.torchparity.nn.sparse.EmbeddingOptions;

/**
 * Lookups. {@code sparse} is the layout of a gradient, whose values are the same; greatest norms
 * are float32 numbers, for torch's C++ modules round them.
 */
final class SparseFamily {
  private static final String SHRUNK = "torch does not differentiate the shrinking to max_norm";

  private static final String PADDING = "padding gets no gradient on purpose";
  private static final String BY_FREQUENCY = "scale_grad_by_freq divides the gradient on purpose";

  private static final long[] OFFSETS = {0, 2, 7};

  private SparseFamily() {}

  static Family family() {
    return new Family("sparse", List.of(embedding(), embeddingBag()));
  }

  private static Row embedding() {
    return Row.of("Embedding", SparseFamily::embedding)
        .samples(
            sample("vector", "num_embeddings", 7, "embedding_dim", 3).input(integers(0, 7, 5)),
            sample("matrix", "num_embeddings", 11, "embedding_dim", 5).input(integers(0, 11, 3, 4)),
            sample("scalar", "num_embeddings", 3, "embedding_dim", 2).input(integers(0, 3)),
            sample("three_axes", "num_embeddings", 5, "embedding_dim", 13)
                .input(integers(0, 5, 2, 3, 2)),
            sample("one_row", "num_embeddings", 1, "embedding_dim", 4)
                .input(longs(new long[] {0, 0, 0}, 3)),
            sample("many_repeats", "num_embeddings", 3, "embedding_dim", 17)
                .input(integers(0, 3, 101)),
            sample("large_values", "num_embeddings", 5, "embedding_dim", 3)
                .input(integers(0, 5, 4))
                .state("weight", normal(5, 3).times(1e4)),
            sample("not_a_number", "num_embeddings", 3, "embedding_dim", 2)
                .input(longs(new long[] {2, 0, 1}, 3))
                .state(
                    "weight", normal(3, 2).with(1, Double.NaN).with(2, Double.NEGATIVE_INFINITY)),
            sample("padding", "num_embeddings", 5, "embedding_dim", 3, "padding_idx", 2)
                .input(longs(new long[] {2, 0, 4, 2}, 2, 2))
                .gradientIsNotTheDerivative(PADDING),
            sample(
                    "padding_from_the_end",
                    "num_embeddings",
                    5,
                    "embedding_dim",
                    3,
                    "padding_idx",
                    -1)
                .input(longs(new long[] {4, 0, 3, 4}, 4))
                .gradientIsNotTheDerivative(PADDING),
            sample("only_padding", "num_embeddings", 5, "embedding_dim", 3, "padding_idx", 1)
                .input(longs(new long[] {1, 1}, 2))
                .zeroGradient("grad.weight", "padding gets no gradient")
                .gradientIsNotTheDerivative(PADDING),
            sample(
                    "by_frequency",
                    "num_embeddings",
                    4,
                    "embedding_dim",
                    3,
                    "scale_grad_by_freq",
                    true)
                .input(longs(new long[] {1, 3, 1, 0, 1, 3}, 6))
                .gradientIsNotTheDerivative(BY_FREQUENCY),
            sample(
                    "by_frequency_padding",
                    "num_embeddings",
                    4,
                    "embedding_dim",
                    3,
                    "scale_grad_by_freq",
                    true,
                    "padding_idx",
                    1)
                .input(longs(new long[] {1, 3, 1, 0, 1, 3}, 2, 3))
                .gradientIsNotTheDerivative(BY_FREQUENCY),
            sample("max_norm", "num_embeddings", 5, "embedding_dim", 4, "max_norm", 1.0)
                .input(longs(new long[] {4, 0, 4, 2}, 4))
                .gradientIsNotTheDerivative(SHRUNK),
            sample(
                    "max_norm_padding",
                    "num_embeddings",
                    5,
                    "embedding_dim",
                    4,
                    "max_norm",
                    0.5,
                    "padding_idx",
                    0)
                .input(longs(new long[] {4, 0, 2}, 3))
                .gradientIsNotTheDerivative(SHRUNK),
            sample("max_norm_not_reached", "num_embeddings", 5, "embedding_dim", 4, "max_norm", 1e3)
                .input(integers(0, 5, 3)),
            sample(
                    "max_norm_of_sum",
                    "num_embeddings",
                    5,
                    "embedding_dim",
                    4,
                    "max_norm",
                    1.5,
                    "norm_type",
                    1)
                .input(integers(0, 5, 3))
                .gradientIsNotTheDerivative(SHRUNK),
            sample(
                    "max_norm_of_greatest",
                    "num_embeddings",
                    5,
                    "embedding_dim",
                    4,
                    "max_norm",
                    0.375,
                    "norm_type",
                    Double.POSITIVE_INFINITY)
                .input(integers(0, 5, 3))
                .gradientIsNotTheDerivative(SHRUNK),
            sample(
                    "max_norm_of_cubes",
                    "num_embeddings",
                    5,
                    "embedding_dim",
                    7,
                    "max_norm",
                    0.75,
                    "norm_type",
                    3.0,
                    "scale_grad_by_freq",
                    true)
                .input(integers(0, 5, 6))
                .gradientIsNotTheDerivative(SHRUNK),
            sample("sparse", "num_embeddings", 5, "embedding_dim", 3, "sparse", true)
                .input(integers(0, 5, 4)),
            sample("empty", "num_embeddings", 5, "embedding_dim", 3)
                .input(longs(new long[0], 0, 2))
                .zeroGradient("grad.weight", "nothing is looked up"),
            sample("out_of_range", "num_embeddings", 5, "embedding_dim", 3)
                .input(longs(new long[] {1, 5}, 2))
                .refused("index out of range in self"),
            sample("negative", "num_embeddings", 5, "embedding_dim", 3)
                .input(longs(new long[] {-1}, 1))
                .refused("index out of range in self"),
            sample("floating_point", "num_embeddings", 5, "embedding_dim", 3)
                .input(normal(3))
                .refused("expected indices of scalar type Long or Int"),
            sample(
                    "padding_out_of_range",
                    "num_embeddings",
                    5,
                    "embedding_dim",
                    3,
                    "padding_idx",
                    5)
                .input(integers(0, 5, 3))
                .refused("padding_idx must be within num_embeddings = 5, but got 5"));
  }

  private static Embedding embedding(ArgReader a) {
    boolean unused = a.bool("sparse", false);
    return new Embedding(
        a.integer("num_embeddings"),
        a.integer("embedding_dim"),
        new EmbeddingOptions(
            a.integerOrNone("padding_idx", null),
            a.realOrNone("max_norm", null),
            a.real("norm_type", 2),
            a.bool("scale_grad_by_freq", false)));
  }

  private static EmbeddingBag embeddingBag(ArgReader a) {
    boolean unused = a.bool("sparse", false);
    @Nullable Double maxNorm = a.realOrNone("max_norm", null);
    return new EmbeddingBag(
        a.integer("num_embeddings"),
        a.integer("embedding_dim"),
        new EmbeddingBagOptions(
            maxNorm,
            a.real("norm_type", 2),
            a.bool("scale_grad_by_freq", false),
            Mode.valueOf(a.string("mode", "mean").toUpperCase(Locale.ROOT)),
            a.bool("include_last_offset", false),
            a.integerOrNone("padding_idx", null)));
  }

  private static Row embeddingBag() {
    return Row.of("EmbeddingBag", SparseFamily::embeddingBag)
        .inputNames("0", "offsets", "per_sample_weights")
        .calledBy(
            (module, c, call) ->
                ((EmbeddingBag) module)
                    .forward(
                        Objects.requireNonNull(c.inputs().get("0"), "input"),
                        c.inputs().get("offsets"),
                        c.inputs().get("per_sample_weights")))
        .samples(
            bag("matrix").input(integers(0, 7, 4, 3)),
            bag("offsets").input(integers(0, 7, 9)).input("offsets", longs(OFFSETS, 3)),
            bag("sum", "mode", "sum").input(integers(0, 7, 4, 3)),
            bag("sum_offsets", "mode", "sum")
                .input(integers(0, 7, 9))
                .input("offsets", longs(OFFSETS, 3)),
            bag("max", "mode", "max").input(integers(0, 7, 4, 3)),
            bag("max_offsets", "mode", "max")
                .input(integers(0, 7, 9))
                .input("offsets", longs(OFFSETS, 3)),
            bag("max_ties", "mode", "max")
                .input(integers(0, 7, 5, 4))
                .state("weight", ties(0, 2, 7, 5)),
            bag("max_not_a_number", "mode", "max")
                .input(longs(new long[] {0, 1, 2, 1, 0, 2}, 2, 3))
                .state("weight", normal(7, 5).with(2, Double.NaN).with(8, Double.NaN)),
            bag("not_a_number", "mode", "mean")
                .input(longs(new long[] {0, 1, 2, 1, 3, 4}, 3, 2))
                .state("weight", normal(7, 5).with(2, Double.NaN).with(18, Double.NaN)),
            bag("empty_bags", "mode", "sum")
                .input(integers(0, 7, 4))
                .input("offsets", longs(new long[] {0, 0, 3, 4}, 4)),
            bag("empty_bags_mean")
                .input(integers(0, 7, 4))
                .input("offsets", longs(new long[] {0, 2, 2, 4}, 4)),
            bag("empty_bags_max", "mode", "max")
                .input(integers(0, 7, 4))
                .input("offsets", longs(new long[] {0, 2, 2, 4}, 4)),
            bag("last_offset", "mode", "sum", "include_last_offset", true)
                .input(integers(0, 7, 9))
                .input("offsets", longs(new long[] {0, 2, 7, 9}, 4)),
            bag("last_offset_mean", "include_last_offset", true)
                .input(integers(0, 7, 9))
                .input("offsets", longs(new long[] {0, 2, 7, 9}, 4)),
            bag("last_offset_max", "mode", "max", "include_last_offset", true)
                .input(integers(0, 7, 9))
                .input("offsets", longs(new long[] {0, 4, 9}, 3)),
            bag("weights", "mode", "sum")
                .input(integers(0, 7, 4, 3))
                .input("per_sample_weights", normal(4, 3)),
            bag("weights_offsets", "mode", "sum")
                .input(integers(0, 7, 9))
                .input("offsets", longs(OFFSETS, 3))
                .input("per_sample_weights", normal(9)),
            bag("weights_padding", "mode", "sum", "padding_idx", 3)
                .input(longs(new long[] {3, 1, 2, 3, 3, 3}, 3, 2))
                .input("per_sample_weights", normal(3, 2)),
            bag("weights_last_offset", "mode", "sum", "include_last_offset", true)
                .input(integers(0, 7, 9))
                .input("offsets", longs(new long[] {0, 2, 7, 9}, 4))
                .input("per_sample_weights", normal(9)),
            bag("padding_sum", "mode", "sum", "padding_idx", 3)
                .input(longs(new long[] {3, 1, 2, 3, 3, 3}, 3, 2)),
            bag("padding_mean", "padding_idx", -4)
                .input(longs(new long[] {3, 1, 2, 3, 3, 3}, 3, 2)),
            bag("padding_max", "mode", "max", "padding_idx", 3)
                .input(longs(new long[] {3, 1, 2, 3, 3, 3}, 3, 2)),
            bag("by_frequency", "mode", "sum", "scale_grad_by_freq", true)
                .input(longs(new long[] {5, 1, 5, 5, 1, 0}, 2, 3))
                .gradientIsNotTheDerivative(BY_FREQUENCY),
            bag("by_frequency_mean", "scale_grad_by_freq", true)
                .input(longs(new long[] {5, 1, 5, 5, 1, 0, 6, 5}, 2, 4))
                .gradientIsNotTheDerivative(BY_FREQUENCY),
            bag("by_frequency_weights", "mode", "sum", "scale_grad_by_freq", true)
                .input(longs(new long[] {5, 1, 5, 5, 1, 2}, 2, 3))
                .input("per_sample_weights", normal(2, 3))
                .gradientIsNotTheDerivative(BY_FREQUENCY),
            bag("max_norm", "mode", "sum", "max_norm", 1.0)
                .input(integers(0, 7, 3, 2))
                .gradientIsNotTheDerivative(SHRUNK),
            bag("max_norm_of_sum", "mode", "mean", "max_norm", 1.0, "norm_type", 1.0)
                .input(integers(0, 7, 3, 2))
                .gradientIsNotTheDerivative(SHRUNK),
            bag("max_norm_max", "mode", "max", "max_norm", 0.375, "norm_type", 3.0)
                .input(integers(0, 7, 3, 2))
                .gradientIsNotTheDerivative(SHRUNK),
            bag("sparse", "mode", "sum", "sparse", true).input(integers(0, 7, 2, 2)),
            bag("large_bag").input(integers(0, 7, 1, 997)),
            bag("large_values", "mode", "mean")
                .input(integers(0, 7, 3, 5))
                .state("weight", normal(7, 5).times(1e4)),
            bag("out_of_range").input(longs(new long[] {1, 7}, 1, 2)).refused("index out of range"),
            bag("no_offsets").input(integers(0, 7, 3)).refused("offsets has to be a 1D Tensor"),
            bag("offsets_of_matrix")
                .input(integers(0, 7, 3, 2))
                .input("offsets", longs(OFFSETS, 3))
                .refused("if input is 2D, then offsets has to be None"),
            bag("offsets_not_from_zero")
                .input(integers(0, 7, 9))
                .input("offsets", longs(new long[] {1, 4}, 2))
                .refused("offsets[0] has to be 0"),
            bag("offsets_beyond")
                .input(integers(0, 7, 4))
                .input("offsets", longs(new long[] {0, 5}, 2))
                .refused("nor be greater than input's length 4"),
            bag("three_axes").input(integers(0, 7, 2, 2, 2)).refused("input has to be 1D or 2D"),
            bag("weights_of_mean")
                .input(integers(0, 7, 2, 3))
                .input("per_sample_weights", normal(2, 3))
                .refused("only supported for mode='sum'"),
            bag("weights_of_another_shape", "mode", "sum")
                .input(integers(0, 7, 2, 3))
                .input("per_sample_weights", normal(2, 2))
                .refused("must have the same shape as the input"),
            bag("max_by_frequency", "mode", "max", "scale_grad_by_freq", true)
                .input(integers(0, 7, 2, 3))
                .refused("max mode does not support scaling the gradient by the frequency"));
  }

  /** Seven rows of five. */
  private static Sample bag(String name, Object... args) {
    Object[] all = new Object[args.length + 4];
    all[0] = "num_embeddings";
    all[1] = 7;
    all[2] = "embedding_dim";
    all[3] = 5;
    System.arraycopy(args, 0, all, 4, args.length);
    return sample(name, all);
  }
}
