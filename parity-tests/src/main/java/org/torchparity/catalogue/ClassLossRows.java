package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.longs;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.LossFamily.reduction;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.loss.CrossEntropyLoss;
import org.torchparity.nn.loss.NLLLoss;
import org.torchparity.tensor.Tensor;

/** Losses of scores of classes, one of which is right. */
final class ClassLossRows {
  private static final Tensor WEIGHT = Tensor.of(new double[] {0.5, 2, 1.25, 0.75, 3}, 5);
  private static final long IGNORED = -100;

  private ClassLossRows() {}

  static List<Row> rows() {
    return List.of(nllLoss(), crossEntropyLoss());
  }

  private static Row nllLoss() {
    return Row.of(
            "NLLLoss",
            a -> new NLLLoss(a.tensor("weight"), a.integer("ignore_index", -100), reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(integers(0, 5, 4)),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(integers(0, 5, 4)),
            sample("none", "reduction", "none").input(normal(4, 5)).input(integers(0, 5, 4)),
            sample("weight", "weight", WEIGHT).input(normal(4, 5)).input(integers(0, 5, 4)),
            sample("weight_sum", "weight", WEIGHT, "reduction", "sum")
                .input(normal(4, 5))
                .input(integers(0, 5, 4)),
            sample("weight_none", "weight", WEIGHT, "reduction", "none")
                .input(normal(4, 5))
                .input(integers(0, 5, 4)),
            sample("ignored").input(normal(4, 5)).input(longs(new long[] {1, IGNORED, 4, 0}, 4)),
            sample("ignore_index", "ignore_index", 2, "reduction", "none")
                .input(normal(4, 5))
                .input(longs(new long[] {1, 2, 4, 2}, 4)),
            sample("ignore_index_with_weight", "ignore_index", 2, "weight", WEIGHT)
                .input(normal(4, 5))
                .input(longs(new long[] {1, 2, 4, 3}, 4)),
            sample("ignore_index_beyond_classes", "ignore_index", 255)
                .input(normal(3, 5))
                .input(longs(new long[] {255, 0, 4}, 3)),
            sample("all_ignored")
                .input(normal(2, 5))
                .input(longs(new long[] {IGNORED, IGNORED}, 2))
                .zeroGradient("grad_input.0", "no target counts"),
            sample("one_sample").input(normal(1, 7)).input(integers(0, 7, 1)),
            sample("one_class", "reduction", "none").input(normal(3, 1)).input(integers(0, 1, 3)),
            sample("sequence", "weight", WEIGHT).input(normal(2, 5, 7)).input(integers(0, 5, 2, 7)),
            sample("image", "reduction", "none")
                .input(normal(2, 5, 3, 4))
                .input(integers(0, 5, 2, 3, 4)),
            sample("volume_with_weight", "weight", WEIGHT)
                .input(normal(2, 5, 2, 3, 2))
                .input(integers(0, 5, 2, 2, 3, 2)),
            sample("many_classes").input(normal(3, 1009)).input(integers(0, 1009, 3)),
            sample("not_a_number", "reduction", "none")
                .input(normal(2, 3).with(1, Double.NaN))
                .input(longs(new long[] {1, 2}, 2)),
            sample("infinity")
                .input(normal(2, 3).with(1, Double.NEGATIVE_INFINITY))
                .input(longs(new long[] {1, 2}, 2)),
            sample("empty_batch").input(normal(0, 5)).input(integers(0, 5, 0)),
            sample("target_too_large")
                .input(normal(2, 5))
                .input(longs(new long[] {1, 5}, 2))
                .refused("Target 5 is out of bounds."),
            sample("target_negative", "reduction", "none")
                .input(normal(2, 5))
                .input(longs(new long[] {1, -1}, 2))
                .refused("Target -1 is out of bounds."),
            sample("mismatched_batch")
                .input(normal(4, 5))
                .input(integers(0, 5, 3))
                .refused("expected target size [4] for input size [4, 5], got [3]"),
            sample("mismatched_image")
                .input(normal(2, 5, 3, 4))
                .input(integers(0, 5, 2, 4, 3))
                .refused("expected target size [2, 3, 4] for input size [2, 5, 3, 4]"),
            sample("mismatched_weight", "weight", WEIGHT)
                .input(normal(4, 3))
                .input(integers(0, 3, 4))
                .refused("weight tensor should be defined either for all 3 classes"),
            sample("real_target")
                .input(normal(4, 5))
                .input(full(1, 4))
                .refused("expected target of class indices with dtype int64"));
  }

  private static Row crossEntropyLoss() {
    Draw scores = normal(4, 5);
    Draw targets = integers(0, 5, 4);
    Draw probabilities = uniform(0, 1, 4, 5);
    return Row.of(
            "CrossEntropyLoss",
            a ->
                new CrossEntropyLoss(
                    a.tensor("weight"),
                    a.integer("ignore_index", -100),
                    reduction(a),
                    a.real("label_smoothing", 0)))
        .samples(
            sample("mean").input(scores).input(targets),
            sample("sum", "reduction", "sum").input(scores).input(targets),
            sample("none", "reduction", "none").input(scores).input(targets),
            sample("weight", "weight", WEIGHT).input(scores).input(targets),
            sample("weight_none", "weight", WEIGHT, "reduction", "none")
                .input(scores)
                .input(targets),
            sample("ignored").input(scores).input(longs(new long[] {1, IGNORED, 4, 0}, 4)),
            sample("ignore_index_with_weight", "ignore_index", 2, "weight", WEIGHT)
                .input(scores)
                .input(longs(new long[] {1, 2, 4, 3}, 4)),
            sample("all_ignored")
                .input(normal(2, 5))
                .input(longs(new long[] {IGNORED, IGNORED}, 2))
                .zeroGradient("grad_input.0", "no target counts"),
            sample("smoothing", "label_smoothing", 0.1).input(scores).input(targets),
            sample("smoothing_sum", "label_smoothing", 0.3, "reduction", "sum")
                .input(scores)
                .input(targets),
            sample("smoothing_none", "label_smoothing", 0.3, "reduction", "none")
                .input(scores)
                .input(targets),
            sample("smoothing_with_weight", "label_smoothing", 0.2, "weight", WEIGHT)
                .input(scores)
                .input(targets),
            sample(
                    "smoothing_with_weight_none",
                    "label_smoothing",
                    0.2,
                    "weight",
                    WEIGHT,
                    "reduction",
                    "none")
                .input(scores)
                .input(targets),
            sample(
                    "smoothing_with_weight_ignored",
                    "label_smoothing",
                    0.2,
                    "weight",
                    WEIGHT,
                    "ignore_index",
                    3)
                .input(scores)
                .input(longs(new long[] {1, 3, 4, 0}, 4)),
            sample("smoothing_ignored", "label_smoothing", 0.2)
                .input(scores)
                .input(longs(new long[] {1, IGNORED, 4, 0}, 4)),
            sample("smoothing_whole", "label_smoothing", 1).input(scores).input(targets),
            sample("negative_smoothing", "label_smoothing", -0.5).input(scores).input(targets),
            sample("probabilities").input(scores).input(probabilities),
            sample("probabilities_none", "reduction", "none").input(scores).input(probabilities),
            sample("probabilities_sum_with_weight", "weight", WEIGHT, "reduction", "sum")
                .input(scores)
                .input(probabilities),
            sample("probabilities_with_weight", "weight", WEIGHT)
                .input(scores)
                .input(probabilities),
            sample("probabilities_smoothing", "label_smoothing", 0.3, "weight", WEIGHT)
                .input(scores)
                .input(probabilities),
            sample("probabilities_of_images", "label_smoothing", 0.1)
                .input(normal(2, 5, 3, 4))
                .input(uniform(0, 1, 2, 5, 3, 4)),
            sample("probabilities_of_one", "reduction", "none")
                .input(normal(5))
                .input(uniform(0, 1, 5)),
            sample("unbatched").input(normal(5)).input(longs(new long[] {3})),
            sample("unbatched_smoothing", "label_smoothing", 0.2, "weight", WEIGHT)
                .input(normal(5))
                .input(longs(new long[] {3})),
            sample("sequence").input(normal(2, 5, 7)).input(integers(0, 5, 2, 7)),
            sample("image_smoothing", "label_smoothing", 0.2, "weight", WEIGHT)
                .input(normal(2, 5, 3, 4))
                .input(integers(0, 5, 2, 3, 4)),
            sample("volume", "reduction", "none")
                .input(normal(2, 5, 2, 3, 2))
                .input(integers(0, 5, 2, 2, 3, 2)),
            sample("many_classes").input(normal(3, 1009)).input(integers(0, 1009, 3)),
            sample("large_scores").input(scores.times(1e4)).input(targets),
            sample("saturating", "reduction", "none")
                .input(normal(4, 5).plus(0).with(0, 60).with(7, -200))
                .input(longs(new long[] {0, 2, 1, 4}, 4)),
            sample("impossible_class", "reduction", "none")
                .input(scores.with(2, Double.NEGATIVE_INFINITY))
                .input(longs(new long[] {0, 2, 1, 4}, 4)),
            sample("not_a_number", "reduction", "none")
                .input(scores.with(2, Double.NaN))
                .input(targets),
            sample("infinity", "reduction", "none")
                .input(scores.with(2, Double.POSITIVE_INFINITY))
                .input(targets),
            sample("empty_batch").input(normal(0, 5)).input(integers(0, 5, 0)),
            sample("target_too_large")
                .input(normal(2, 5))
                .input(longs(new long[] {1, 5}, 2))
                .refused("Target 5 is out of bounds."),
            sample("mismatched_batch")
                .input(scores)
                .input(integers(0, 5, 3))
                .refused("expected target size [4] for input size [4, 5], got [3]"),
            sample("smoothing_beyond_one", "label_smoothing", 1.5)
                .input(scores)
                .input(targets)
                .refused("label_smoothing must be between 0.0 and 1.0"),
            sample("probabilities_with_ignore_index", "ignore_index", 1)
                .input(scores)
                .input(probabilities)
                .refused("ignore_index is not supported for floating point target"),
            sample("mismatched_weight", "weight", WEIGHT)
                .input(normal(4, 3))
                .input(integers(0, 3, 4))
                .refused("weight tensor should be defined either for all 3 classes"));
  }
}
