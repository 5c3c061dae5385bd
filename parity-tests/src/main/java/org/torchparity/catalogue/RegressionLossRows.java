package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.LossFamily.reduction;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.loss.HingeEmbeddingLoss;
import org.torchparity.nn.loss.HuberLoss;
import org.torchparity.nn.loss.L1Loss;
import org.torchparity.nn.loss.MSELoss;
import org.torchparity.nn.loss.MarginRankingLoss;
import org.torchparity.nn.loss.SmoothL1Loss;
import org.torchparity.nn.loss.SoftMarginLoss;

/** Losses of two numbers, and of two that are to be ranked. */
final class RegressionLossRows {
  private static final Draw SIGNS = ties(0, 2, 4, 5).map(bit -> 2 * bit - 1);

  private RegressionLossRows() {}

  static List<Row> rows() {
    return List.of(
        l1Loss(), mseLoss(), huberLoss(), smoothL1Loss(), softMarginLoss(), hinge(), ranking());
  }

  private static Row l1Loss() {
    return Row.of("L1Loss", a -> new L1Loss(reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(normal(4, 5)),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(normal(4, 5)),
            sample("none", "reduction", "none").input(normal(4, 5)).input(normal(4, 5)),
            sample("scalars", "reduction", "none").input(normal()).input(normal()),
            sample("one_element").input(normal(1)).input(normal(1)),
            sample("volume").input(normal(2, 3, 4, 5)).input(normal(2, 3, 4, 5)),
            sample("vector_tails").input(normal(257)).input(normal(257)),
            sample("many_elements", "reduction", "sum")
                .input(normal(7, 11_003))
                .input(normal(7, 11_003)),
            sample("target_broadcast").input(normal(4, 5)).input(normal(5)),
            sample("input_broadcast", "reduction", "none")
                .input(normal(3, 1))
                .input(normal(2, 1, 4)),
            sample("ties", "reduction", "none").input(ties(-1, 2, 6, 7)).input(ties(-1, 2, 6, 7)),
            sample("integer_target").input(normal(4, 5)).input(integers(-2, 3, 4, 5)),
            sample("large_values").input(normal(4, 5).times(1e4)).input(normal(4, 5)),
            sample("denormals", "reduction", "none")
                .input(normal(4, 5).times(1e-39))
                .input(normal(4, 5).times(1e-39)),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5).with(7, Double.NaN)),
            sample("infinity", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NEGATIVE_INFINITY))
                .input(normal(4, 5).with(7, Double.POSITIVE_INFINITY)),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .refused("must match the size of tensor b (3) at non-singleton dimension 1"),
            sample("unknown_reduction", "reduction", "median")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .refused("median is not a valid value for reduction"),
            sample("batchmean", "reduction", "batchmean")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .refused("batchmean is not a valid value for reduction"));
  }

  private static Row mseLoss() {
    return Row.of("MSELoss", a -> new MSELoss(reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(normal(4, 5)),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(normal(4, 5)),
            sample("none", "reduction", "none").input(normal(4, 5)).input(normal(4, 5)),
            sample("scalars").input(normal()).input(normal()),
            sample("one_element", "reduction", "none").input(normal(1)).input(normal(1)),
            sample("volume").input(normal(2, 3, 4, 5)).input(normal(2, 3, 4, 5)),
            sample("vector_tails").input(normal(131)).input(normal(131)),
            sample("many_elements").input(normal(7, 11_003)).input(normal(7, 11_003)),
            sample("target_broadcast").input(normal(4, 5)).input(normal(4, 1)),
            sample("input_broadcast", "reduction", "none")
                .input(normal(3, 1))
                .input(normal(2, 1, 4)),
            sample("close", "reduction", "none")
                .input(normal(4, 5).times(1e-6).plus(1))
                .input(full(1, 4, 5)),
            sample("large_values").input(normal(4, 5).times(1e4)).input(normal(4, 5)),
            sample("overflow", "reduction", "none")
                .input(normal(4, 5).times(1e25))
                .input(normal(4, 5)),
            sample("not_a_number").input(normal(4, 5).with(3, Double.NaN)).input(normal(4, 5)),
            sample("infinity", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NEGATIVE_INFINITY))
                .input(normal(4, 5).with(3, Double.NEGATIVE_INFINITY)),
            sample("empty_batch", "reduction", "sum").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(normal(3, 5))
                .refused("at non-singleton dimension 0"),
            sample("unknown_reduction", "reduction", "average")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .refused("average is not a valid value for reduction"));
  }

  private static Row huberLoss() {
    return Row.of("HuberLoss", a -> new HuberLoss(a.real("delta", 1), reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5).times(2)).input(normal(4, 5)),
            sample("sum", "reduction", "sum").input(normal(4, 5).times(2)).input(normal(4, 5)),
            sample("none", "reduction", "none").input(normal(4, 5).times(2)).input(normal(4, 5)),
            sample("small_delta", "delta", 0.1, "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("large_delta", "delta", 3).input(normal(4, 5).times(4)).input(normal(4, 5)),
            sample("large_delta_sum", "delta", 2.5, "reduction", "sum")
                .input(normal(4, 5).times(4))
                .input(normal(4, 5)),
            sample("exactly_delta", "reduction", "none")
                .input(ties(-2, 3, 6, 7))
                .input(ties(-1, 2, 6, 7)),
            sample("scalars").input(normal()).input(normal()),
            sample("one_element").input(normal(1)).input(normal(1)),
            sample("vector_tails").input(normal(131).times(2)).input(normal(131)),
            sample("target_broadcast").input(normal(4, 5).times(2)).input(normal(5)),
            sample("input_broadcast", "reduction", "none")
                .input(normal(3, 1).times(2))
                .input(normal(2, 1, 4)),
            sample("large_values").input(normal(4, 5).times(1e4)).input(normal(4, 5)),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5)),
            sample("infinity", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NEGATIVE_INFINITY))
                .input(normal(4, 5)),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .refused("at non-singleton dimension 1"),
            sample("delta_zero", "delta", 0)
                .input(normal(4, 5))
                .input(normal(4, 5))
                .refused("huber_loss does not support non-positive values for delta"));
  }

  private static Row smoothL1Loss() {
    return Row.of("SmoothL1Loss", a -> new SmoothL1Loss(a.real("beta", 1), reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5).times(2)).input(normal(4, 5)),
            sample("sum", "reduction", "sum").input(normal(4, 5).times(2)).input(normal(4, 5)),
            sample("none", "reduction", "none").input(normal(4, 5).times(2)).input(normal(4, 5)),
            sample("small_beta", "beta", 0.1, "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("large_beta", "beta", 3).input(normal(4, 5).times(4)).input(normal(4, 5)),
            sample("beta_zero", "beta", 0).input(normal(4, 5)).input(normal(4, 5)),
            sample("beta_zero_ties", "beta", 0, "reduction", "none")
                .input(ties(-1, 2, 6, 7))
                .input(ties(-1, 2, 6, 7)),
            sample("exactly_beta", "reduction", "sum")
                .input(ties(-2, 3, 6, 7))
                .input(ties(-1, 2, 6, 7)),
            sample("scalars").input(normal()).input(normal()),
            sample("one_element").input(normal(1)).input(normal(1)),
            sample("vector_tails").input(normal(131).times(2)).input(normal(131)),
            sample("target_broadcast").input(normal(4, 5).times(2)).input(normal(5)),
            sample("input_broadcast", "reduction", "none")
                .input(normal(3, 1).times(2))
                .input(normal(2, 1, 4)),
            sample("large_values").input(normal(4, 5).times(1e4)).input(normal(4, 5)),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5)),
            sample("infinity", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NEGATIVE_INFINITY))
                .input(normal(4, 5)),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .refused("at non-singleton dimension 1"),
            sample("negative_beta", "beta", -1)
                .input(normal(4, 5))
                .input(normal(4, 5))
                .refused("smooth_l1_loss does not support negative values for beta"));
  }

  private static Row softMarginLoss() {
    return Row.of("SoftMarginLoss", a -> new SoftMarginLoss(reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(SIGNS),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(SIGNS),
            sample("none", "reduction", "none").input(normal(4, 5)).input(SIGNS),
            sample("real_targets", "reduction", "none").input(normal(4, 5)).input(normal(4, 5)),
            sample("integer_target").input(normal(4, 5)).input(integers(-1, 2, 4, 5)),
            sample("scalars").input(normal()).input(full(-1)),
            sample("one_element", "reduction", "none").input(normal(1)).input(full(1, 1)),
            sample("vector_tails").input(normal(131)).input(normal(131)),
            sample("target_broadcast", "reduction", "none").input(normal(4, 5)).input(normal(5)),
            sample("saturating", "reduction", "none")
                .input(uniform(5, 40, 4, 5))
                .input(full(1, 4, 5)),
            sample("wrong_side", "reduction", "none")
                .input(uniform(5, 40, 4, 5))
                .input(full(-1, 4, 5)),
            sample("small_values").input(normal(4, 5).times(1e-5)).input(SIGNS),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(SIGNS),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)),
            sample("larger_target")
                .input(normal(4, 5))
                .input(normal(2, 4, 5))
                .refused("cannot be expanded to input size ([4, 5])"),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .refused("at non-singleton dimension 1"));
  }

  private static Row hinge() {
    return Row.of(
            "HingeEmbeddingLoss", a -> new HingeEmbeddingLoss(a.real("margin", 1), reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(SIGNS),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(SIGNS),
            sample("none", "reduction", "none").input(normal(4, 5)).input(SIGNS),
            sample("margin", "margin", 0.3).input(normal(4, 5)).input(SIGNS),
            sample("negative_margin", "margin", -0.5, "reduction", "none")
                .input(normal(4, 5))
                .input(SIGNS),
            sample("integer_target").input(normal(4, 5)).input(integers(-1, 2, 4, 5)),
            sample("other_targets", "reduction", "none")
                .input(normal(4, 5).times(3))
                .input(normal(4, 5)),
            sample("exactly_margin", "reduction", "none")
                .input(ties(-1, 3, 6, 7))
                .input(full(-1, 6, 7)),
            sample("scalars").input(normal()).input(full(1)),
            sample("target_broadcast").input(normal(4, 5)).input(integers(-1, 2, 5)),
            sample("input_broadcast", "reduction", "none")
                .input(normal(3, 1))
                .input(integers(-1, 2, 2, 1, 4)),
            sample("large_values").input(normal(4, 5).times(1e4)).input(SIGNS),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(SIGNS),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .refused("at non-singleton dimension 1"),
            sample("unknown_reduction", "reduction", "max")
                .input(normal(4, 5))
                .input(SIGNS)
                .refused("max is not a valid value for reduction"));
  }

  private static Row ranking() {
    return Row.of(
            "MarginRankingLoss", a -> new MarginRankingLoss(a.real("margin", 0), reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(normal(4, 5)).input(SIGNS),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(normal(4, 5)).input(SIGNS),
            sample("none", "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(SIGNS),
            sample("margin", "margin", 0.7).input(normal(4, 5)).input(normal(4, 5)).input(SIGNS),
            sample("negative_margin", "margin", -0.4, "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(SIGNS),
            sample("integer_target")
                .input(normal(4, 9))
                .input(normal(4, 9))
                .input(integers(-1, 2, 4, 9)),
            sample("exactly_margin", "margin", 1, "reduction", "none")
                .input(ties(-1, 2, 6, 7))
                .input(ties(-1, 2, 6, 7))
                .input(full(1, 6, 7)),
            sample("one_element").input(full(1, 1)).input(full(2, 1)).input(full(1, 1)),
            sample("scalars").input(full(1)).input(full(2)).input(full(1)),
            sample("broadcast", "reduction", "none")
                .input(normal(3, 1))
                .input(normal(1, 4))
                .input(normal(3, 4)),
            sample("vector_tails").input(normal(131)).input(normal(131)).input(normal(131)),
            sample("large_values").input(normal(4, 5).times(1e4)).input(normal(4, 5)).input(SIGNS),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5))
                .input(SIGNS),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(normal(4, 3))
                .input(SIGNS)
                .refused("at non-singleton dimension 1"),
            sample("mismatched_ranks")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(normal(5))
                .refused("all inputs should have the same number of dimensions"));
  }
}
