package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.longs;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.LossFamily.reduction;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.loss.MultiLabelMarginLoss;
import org.torchparity.nn.loss.MultiLabelSoftMarginLoss;
import org.torchparity.nn.loss.MultiMarginLoss;
import org.torchparity.tensor.Tensor;

/** Losses of the margin between the right classes and the others. */
final class MarginLossRows {
  private static final Tensor WEIGHT = Tensor.of(new double[] {0.5, 2, 1.25, 0.75, 3}, 5);
  private static final Draw LABELS =
      longs(new long[] {3, 0, -1, 1, 4, 1, -1, -1, -1, -1, 0, 1, 2, 4, -1}, 3, 5);

  private MarginLossRows() {}

  static List<Row> rows() {
    return List.of(multiMarginLoss(), multiLabelMarginLoss(), multiLabelSoftMarginLoss());
  }

  private static Row multiMarginLoss() {
    Draw scores = normal(4, 5);
    Draw targets = integers(0, 5, 4);
    return Row.of(
            "MultiMarginLoss",
            a ->
                new MultiMarginLoss(
                    a.integer("p", 1), a.real("margin", 1), a.tensor("weight"), reduction(a)))
        .samples(
            sample("mean").input(scores).input(targets),
            sample("sum", "reduction", "sum").input(scores).input(targets),
            sample("none", "reduction", "none").input(scores).input(targets),
            sample("squared", "p", 2).input(scores).input(targets),
            sample("squared_none", "p", 2, "reduction", "none").input(scores).input(targets),
            sample("margin", "margin", 0.4, "reduction", "sum").input(scores).input(targets),
            sample("squared_margin", "p", 2, "margin", 2.5).input(scores).input(targets),
            sample("weight", "weight", WEIGHT).input(scores).input(targets),
            sample("squared_weight_none", "p", 2, "weight", WEIGHT, "reduction", "none")
                .input(scores)
                .input(targets),
            sample("unbatched").input(uniform(0, 1, 5)).input(longs(new long[] {2})),
            sample("unbatched_none", "reduction", "none", "weight", WEIGHT)
                .input(uniform(0, 1, 5))
                .input(longs(new long[] {2})),
            sample("unbatched_with_target_of_one", "reduction", "none")
                .input(uniform(0, 1, 5))
                .input(longs(new long[] {2}, 1)),
            sample("one_sample").input(uniform(0, 1, 1, 7)).input(integers(0, 7, 1)),
            sample("many_classes").input(normal(3, 131)).input(integers(0, 131, 3)),
            sample("exactly_margin", "reduction", "none")
                .input(ties(-1, 2, 6, 7))
                .input(integers(0, 7, 6)),
            sample("large_scores", "p", 2).input(scores.times(1e4)).input(targets),
            sample("not_a_number", "reduction", "none")
                .input(scores.with(2, Double.NaN))
                .input(longs(new long[] {0, 2, 1, 4}, 4)),
            sample("p_three", "p", 3)
                .input(scores)
                .input(targets)
                .refused("only p == 1 and p == 2 supported"),
            sample("target_too_large")
                .input(normal(2, 5))
                .input(longs(new long[] {1, 5}, 2))
                .refused("target 5 out of range"),
            sample("mismatched_batch")
                .input(scores)
                .input(integers(0, 5, 3))
                .refused("inconsistent target size, got: [3]"),
            sample("wrong_rank")
                .input(normal(2, 3, 4))
                .input(integers(0, 3, 2))
                .refused("but got: [2, 3, 4]"),
            sample("weight_of_two_axes", "weight", WEIGHT.reshape(5, 1))
                .input(scores)
                .input(targets)
                .refused("weight must be one-dimensional"));
  }

  private static Row multiLabelMarginLoss() {
    return Row.of("MultiLabelMarginLoss", a -> new MultiLabelMarginLoss(reduction(a)))
        .samples(
            sample("mean").input(normal(3, 5)).input(LABELS),
            sample("sum", "reduction", "sum").input(normal(3, 5)).input(LABELS),
            sample("none", "reduction", "none").input(normal(3, 5)).input(LABELS),
            sample("unbatched").input(uniform(0, 1, 4)).input(longs(new long[] {3, 0, -1, 1}, 4)),
            sample("unbatched_none", "reduction", "none")
                .input(uniform(0, 1, 4))
                .input(longs(new long[] {3, 0, -1, 1}, 4)),
            sample("one_sample", "reduction", "none")
                .input(uniform(0, 1, 1, 4))
                .input(longs(new long[] {1, -1, -1, -1}, 1, 4)),
            sample("repeated_label")
                .input(uniform(0, 1, 1, 4))
                .input(longs(new long[] {1, 1, 2, -1}, 1, 4)),
            sample("no_labels", "reduction", "none")
                .input(normal(2, 3))
                .input(longs(new long[] {-1, 0, 1, -1, -1, -1}, 2, 3))
                .zeroGradient("grad_input.0", "there are no labels"),
            sample("all_labels", "reduction", "none")
                .input(normal(1, 3))
                .input(longs(new long[] {2, 0, 1}, 1, 3))
                .zeroGradient("grad_input.0", "every class is a label"),
            sample("exactly_margin", "reduction", "none").input(ties(-1, 2, 3, 5)).input(LABELS),
            sample("large_scores").input(normal(3, 5).times(1e4)).input(LABELS),
            sample("many_classes").input(normal(2, 131)).input(integers(0, 131, 2, 131)),
            sample("not_a_number", "reduction", "none")
                .input(normal(3, 5).with(1, Double.NaN))
                .input(LABELS),
            sample("label_too_large")
                .input(normal(1, 3))
                .input(longs(new long[] {0, 3, -1}, 1, 3))
                .refused("target 3 is out of range"),
            sample("label_below_minus_one")
                .input(normal(1, 3))
                .input(longs(new long[] {0, -2, -1}, 1, 3))
                .refused("target -2 is out of range"),
            sample("mismatched_shapes")
                .input(normal(3, 5))
                .input(integers(0, 4, 3, 4))
                .refused("inconsistent target size [3, 4]"),
            sample("wrong_rank")
                .input(normal(2, 3, 4))
                .input(integers(0, 4, 2, 3, 4))
                .refused("but got: [2, 3, 4]"));
  }

  private static Row multiLabelSoftMarginLoss() {
    Draw scores = normal(4, 5);
    Draw targets = ties(0, 2, 4, 5);
    return Row.of(
            "MultiLabelSoftMarginLoss",
            a -> new MultiLabelSoftMarginLoss(a.tensor("weight"), reduction(a)))
        .samples(
            sample("mean").input(scores).input(targets),
            sample("sum", "reduction", "sum").input(scores).input(targets),
            sample("none", "reduction", "none").input(scores).input(targets),
            sample("weight", "weight", WEIGHT).input(scores).input(targets),
            sample("weight_none", "weight", WEIGHT, "reduction", "none")
                .input(scores)
                .input(targets),
            sample("soft_targets").input(scores).input(uniform(0, 1, 4, 5)),
            sample("integer_target").input(scores).input(integers(0, 2, 4, 5)),
            sample("unbatched").input(normal(5)).input(ties(0, 2, 5)),
            sample("unbatched_none", "reduction", "none").input(normal(5)).input(ties(0, 2, 5)),
            sample("one_sample").input(normal(1, 7)).input(ties(0, 2, 1, 7)),
            sample("last_axis_of_three", "reduction", "none")
                .input(normal(2, 3, 4))
                .input(uniform(0, 1, 2, 3, 4)),
            sample("many_classes").input(normal(3, 131)).input(ties(0, 2, 3, 131)),
            sample("saturating", "reduction", "none")
                .input(values(new double[] {-1e4, 1e4, -90, 90, 37, -37, 18, -18}, 8, 1))
                .input(values(new double[] {0, 1, 1, 0, 1, 0, 0.5, 0.25}, 8, 1)),
            sample("not_a_number", "reduction", "none")
                .input(scores.with(2, Double.NaN))
                .input(targets),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(scores)
                .input(ties(0, 2, 4, 3))
                .refused("target size ([4, 3]) must be the same as input size ([4, 5])"),
            sample("mismatched_weight", "weight", WEIGHT)
                .input(normal(4, 3))
                .input(ties(0, 2, 4, 3))
                .refused("a tensor of shape [5] cannot be expanded to shape [4, 3]"),
            sample("unknown_reduction", "reduction", "median")
                .input(scores)
                .input(targets)
                .refused("median is not a valid value for reduction"));
  }
}
