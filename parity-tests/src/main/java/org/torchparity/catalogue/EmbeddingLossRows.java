package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.longs;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.LossFamily.reduction;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.loss.CosineEmbeddingLoss;
import org.torchparity.nn.loss.TripletMarginLoss;
import org.torchparity.nn.loss.TripletMarginWithDistanceLoss;

/** Losses of vectors that should be near or far. */
final class EmbeddingLossRows {
  private static final Draw SIGNS = longs(new long[] {1, -1, -1, 1}, 4);

  private EmbeddingLossRows() {}

  static List<Row> rows() {
    return List.of(cosineEmbeddingLoss(), tripletMarginLoss(), tripletMarginWithDistanceLoss());
  }

  private static Row cosineEmbeddingLoss() {
    return Row.of(
            "CosineEmbeddingLoss", a -> new CosineEmbeddingLoss(a.real("margin", 0), reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(normal(4, 5)).input(SIGNS),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(normal(4, 5)).input(SIGNS),
            sample("none", "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(SIGNS),
            sample("margin", "margin", 0.3).input(normal(4, 5)).input(normal(4, 5)).input(SIGNS),
            sample("negative_margin", "margin", -0.5, "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(SIGNS),
            sample("real_target")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(values(new double[] {1, -1, 0, 1}, 4)),
            sample("other_targets", "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(longs(new long[] {1, 0, 2, -1}, 4)),
            sample("unbatched").input(normal(5)).input(normal(5)).input(longs(new long[] {1})),
            sample("unbatched_none", "margin", -1, "reduction", "none")
                .input(normal(5))
                .input(normal(5))
                .input(longs(new long[] {-1})),
            sample("one_sample")
                .input(normal(1, 7))
                .input(normal(1, 7))
                .input(longs(new long[] {1}, 1)),
            sample("vector_tails")
                .input(normal(3, 131))
                .input(normal(3, 131))
                .input(longs(new long[] {1, 1, -1}, 3)),
            sample("zero_vector", "reduction", "none")
                .input(values(new double[] {0, 0, 0, 1, 2, 3}, 2, 3))
                .input(normal(2, 3))
                .input(longs(new long[] {1, 1}, 2)),
            sample("two_zero_vectors", "reduction", "none")
                .input(values(new double[] {0, 0, 0, 1, 2, 3}, 2, 3))
                .input(values(new double[] {0, 0, 0, 3, 1, 2}, 2, 3))
                .input(longs(new long[] {1, 1}, 2)),
            sample("same_direction", "reduction", "none")
                .input(values(new double[] {1, 2, 3, -2, 0, 1}, 2, 3))
                .input(values(new double[] {2, 4, 6, 2, 0, -1}, 2, 3))
                .input(longs(new long[] {-1, 1}, 2))
                .zeroGradient("grad_input.0", "the angle is extreme")
                .zeroGradient("grad_input.1", "the angle is extreme"),
            sample("large_values").input(normal(4, 5).times(1e4)).input(normal(4, 5)).input(SIGNS),
            sample("small_values").input(normal(4, 5).times(1e-4)).input(normal(4, 5)).input(SIGNS),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5))
                .input(SIGNS),
            sample("multi_target")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(integers(0, 2, 4, 5))
                .refused("0D or 1D target tensor expected"),
            sample("wrong_rank")
                .input(normal(5))
                .input(normal(5))
                .input(integers(0, 2, 5))
                .refused("1D target tensor expects 2D input tensors"),
            sample("mismatched_sizes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .input(SIGNS)
                .refused("mismatched sizes [4, 5] and [4, 3]"));
  }

  private static Sample triplet(Sample sample, int... shape) {
    return sample.input(normal(shape)).input(normal(shape)).input(normal(shape));
  }

  private static Row tripletMarginLoss() {
    return Row.of(
            "TripletMarginLoss",
            a ->
                new TripletMarginLoss(
                    a.real("margin", 1),
                    a.real("p", 2),
                    a.real("eps", 1e-6),
                    a.bool("swap", false),
                    reduction(a)))
        .samples(
            triplet(sample("mean"), 7, 5),
            triplet(sample("sum", "reduction", "sum"), 7, 5),
            triplet(sample("none", "reduction", "none"), 7, 5),
            triplet(sample("margin", "margin", 2.5), 7, 5),
            triplet(sample("small_margin_none", "margin", 0.2, "reduction", "none"), 7, 5),
            triplet(sample("p_one", "p", 1), 7, 5),
            triplet(sample("p_three", "p", 3, "reduction", "none"), 7, 5),
            triplet(sample("p_one_and_a_half", "p", 1.5), 7, 5),
            triplet(sample("p_half", "p", 0.5, "margin", 20), 7, 5),
            sample("p_half_infinity", "p", 0.5, "eps", 0, "margin", 20)
                .input(ties(0, 3, 4, 5).with(1, Double.POSITIVE_INFINITY).with(12, Double.NaN))
                .input(ties(0, 3, 4, 5))
                .input(normal(4, 5)),
            triplet(sample("p_infinite", "p", Double.POSITIVE_INFINITY), 7, 5),
            triplet(sample("eps", "eps", 0.1), 7, 5),
            triplet(sample("swap", "swap", true), 7, 5),
            triplet(sample("swap_none", "swap", true, "reduction", "none", "margin", 3), 7, 5),
            triplet(sample("swap_p_one", "swap", true, "p", 1, "reduction", "sum"), 7, 5),
            triplet(sample("unbatched", "margin", 20), 5),
            triplet(sample("unbatched_none", "margin", 20, "reduction", "none"), 5),
            triplet(sample("one_sample", "margin", 20), 1, 5),
            triplet(sample("three_axes", "reduction", "none", "margin", 2), 2, 3, 4),
            triplet(sample("vector_tails"), 5, 131),
            sample("swap_tie", "swap", true, "eps", 0, "margin", 5, "reduction", "none")
                .input(values(new double[] {1, 0, 2, 1}, 2, 2))
                .input(values(new double[] {-1, 0, 2, 3}, 2, 2))
                .input(values(new double[] {0, 1, 5, 2}, 2, 2)),
            sample("infinite_p_ties", "p", Double.POSITIVE_INFINITY, "eps", 0, "margin", 9)
                .input(ties(-1, 2, 4, 5))
                .input(ties(-1, 2, 4, 5))
                .input(ties(-2, 3, 4, 5))
                .gradientIsNotTheDerivative("at a tie there is no derivative"),
            sample("same_points", "eps", 0, "margin", 2)
                .input(full(1, 3, 4))
                .input(full(1, 3, 4))
                .input(normal(3, 4).times(0.3).plus(1))
                .zeroGradient("grad_input.1", "the distance is zero, where torch has no slope"),
            sample("large_values", "margin", 1e5)
                .input(normal(4, 5).times(1e4))
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("mismatched_ranks")
                .input(normal(4, 5))
                .input(normal(5))
                .input(normal(4, 5))
                .refused("all inputs should have the same number of dimensions"),
            sample("mismatched_sizes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .input(normal(4, 5))
                .refused("must have one shape, but got [4, 5], [4, 3] and [4, 5]"),
            triplet(sample("unknown_reduction", "reduction", "median"), 4, 5)
                .refused("median is not a valid value for reduction"));
  }

  private static Row tripletMarginWithDistanceLoss() {
    return Row.of(
            "TripletMarginWithDistanceLoss",
            a ->
                new TripletMarginWithDistanceLoss(
                    a.real("margin", 1), a.bool("swap", false), reduction(a)))
        .samples(
            triplet(sample("mean"), 7, 5),
            triplet(sample("sum", "reduction", "sum"), 7, 5),
            triplet(sample("none", "reduction", "none"), 7, 5),
            triplet(sample("margin", "margin", 2.5), 7, 5),
            triplet(sample("small_margin_none", "margin", 0.2, "reduction", "none"), 7, 5),
            triplet(sample("swap", "swap", true), 7, 5),
            triplet(sample("swap_none", "swap", true, "reduction", "none", "margin", 3), 7, 5),
            triplet(sample("swap_sum", "swap", true, "reduction", "sum", "margin", 0.5), 7, 5),
            triplet(sample("unbatched", "margin", 20), 5),
            triplet(sample("one_sample", "margin", 20), 1, 5),
            triplet(sample("three_axes", "reduction", "none", "margin", 2), 2, 3, 4),
            triplet(sample("vector_tails"), 5, 131),
            sample("same_points", "margin", 2)
                .input(full(1, 3, 4))
                .input(full(1, 3, 4))
                .input(normal(3, 4).times(0.3).plus(1)),
            sample("large_values", "margin", 1e5)
                .input(normal(4, 5).times(1e4))
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("mismatched_sizes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .input(normal(4, 5))
                .refused("must have one shape, but got [4, 5], [4, 3] and [4, 5]"),
            triplet(sample("unknown_reduction", "reduction", "median"), 4, 5)
                .refused("median is not a valid value for reduction"));
  }
}
