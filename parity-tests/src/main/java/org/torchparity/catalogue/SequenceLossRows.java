package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.longs;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.LossFamily.reduction;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.loss.AdaptiveLogSoftmaxWithLoss;
import org.torchparity.nn.loss.CTCLoss;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The loss of sequences of labels, and that of very many classes. */
final class SequenceLossRows {
  private static final Draw PADDED = longs(new long[] {1, 2, 2, 3, 1, 0, 4, 0, 0}, 3, 3);

  private SequenceLossRows() {}

  static List<Row> rows() {
    return List.of(ctcLoss(), adaptiveLogSoftmaxWithLoss());
  }

  /** log softmax over the last axis of standard normal scores. */
  private static Draw logProbabilities(int... shape) {
    return (random, dtype) -> {
      Tensor scores = normal(shape).draw(random, DType.FLOAT64);
      double[] x = scores.doubles();
      int classes = shape[shape.length - 1];
      for (int row = 0; row < x.length; row += classes) {
        double sum = 0;
        for (int c = row; c < row + classes; c++) {
          sum += Math.exp(x[c]);
        }
        for (int c = row; c < row + classes; c++) {
          x[c] -= Math.log(sum);
        }
      }
      return scores.to(dtype);
    };
  }

  private static Sample lengths(Sample sample, long[] inputs, long[] targets) {
    return sample.input(longs(inputs, inputs.length)).input(longs(targets, targets.length));
  }

  /** Three sequences of seven steps and five classes. */
  private static Sample three(Sample sample, long... targetLengths) {
    return lengths(
        sample.input(logProbabilities(7, 3, 5)).input(PADDED), new long[] {7, 7, 7}, targetLengths);
  }

  private static Row ctcLoss() {
    return Row.of(
            "CTCLoss",
            a -> new CTCLoss(a.integer("blank", 0), reduction(a), a.bool("zero_infinity", false)))
        .gradientIsNotTheDerivative("torch's gradient holds that of the log softmax before it")
        .samples(
            three(sample("mean"), 3, 2, 1),
            three(sample("sum", "reduction", "sum"), 3, 2, 1),
            three(sample("none", "reduction", "none"), 3, 2, 1),
            lengths(
                sample("shorter_inputs").input(logProbabilities(7, 3, 5)).input(PADDED),
                new long[] {7, 5, 3},
                new long[] {3, 2, 1}),
            lengths(
                sample("concatenated", "reduction", "none")
                    .input(logProbabilities(7, 3, 5))
                    .input(longs(new long[] {1, 2, 2, 3, 1, 4}, 6)),
                new long[] {7, 6, 5},
                new long[] {3, 2, 1}),
            lengths(
                sample("blank_last", "blank", 4)
                    .input(logProbabilities(7, 2, 5))
                    .input(longs(new long[] {0, 3, 3, 2, 1, 0}, 2, 3)),
                new long[] {7, 7},
                new long[] {3, 3}),
            lengths(
                sample("blank_between", "blank", 2, "reduction", "sum")
                    .input(logProbabilities(6, 2, 5))
                    .input(longs(new long[] {0, 3, 3, 1, 1, 1}, 2, 3)),
                new long[] {6, 6},
                new long[] {3, 3}),
            three(sample("empty_target", "reduction", "none"), 3, 0, 1),
            lengths(
                sample("no_targets", "reduction", "sum")
                    .input(logProbabilities(5, 2, 4))
                    .input(longs(new long[0], 0)),
                new long[] {5, 4},
                new long[] {0, 0}),
            lengths(
                sample("impossible", "reduction", "none")
                    .input(logProbabilities(3, 2, 5))
                    .input(longs(new long[] {1, 1, 1, 2, 3, 4}, 2, 3)),
                new long[] {3, 3},
                new long[] {3, 3}),
            lengths(
                sample("zero_infinity", "zero_infinity", true)
                    .input(logProbabilities(3, 2, 5))
                    .input(longs(new long[] {1, 1, 1, 2, 3, 4}, 2, 3)),
                new long[] {3, 3},
                new long[] {3, 3}),
            lengths(
                sample("zero_infinity_none", "zero_infinity", true, "reduction", "none")
                    .input(logProbabilities(3, 2, 5))
                    .input(longs(new long[] {1, 1, 1, 2, 3, 4}, 2, 3)),
                new long[] {3, 3},
                new long[] {3, 3}),
            lengths(
                sample("as_long_as_it_must_be", "reduction", "none")
                    .input(logProbabilities(5, 1, 4))
                    .input(longs(new long[] {1, 1, 1}, 1, 3)),
                new long[] {5},
                new long[] {3}),
            lengths(
                sample("unbatched")
                    .input(logProbabilities(6, 5))
                    .input(longs(new long[] {1, 3, 3}, 3)),
                new long[] {6},
                new long[] {3}),
            sample("unbatched_scalar_lengths", "reduction", "none")
                .input(logProbabilities(6, 5))
                .input(longs(new long[] {1, 3, 3}, 3))
                .input(longs(new long[] {6}))
                .input(longs(new long[] {3})),
            lengths(
                sample("one_step")
                    .input(logProbabilities(1, 2, 3))
                    .input(longs(new long[] {1, 2}, 2, 1)),
                new long[] {1, 1},
                new long[] {1, 1}),
            lengths(
                sample("no_steps", "reduction", "none", "zero_infinity", true)
                    .input(logProbabilities(4, 2, 3))
                    .input(longs(new long[] {1, 2}, 2, 1)),
                new long[] {4, 0},
                new long[] {1, 1}),
            lengths(
                sample("not_normalised")
                    .input(normal(6, 2, 4))
                    .input(longs(new long[] {1, 3, 2, 2}, 2, 2)),
                new long[] {6, 6},
                new long[] {2, 2}),
            lengths(
                sample("long_sequence")
                    .input(logProbabilities(50, 3, 20))
                    .input(integers(1, 20, 3, 15)),
                new long[] {50, 45, 40},
                new long[] {15, 10, 5}),
            lengths(
                sample("impossible_class", "reduction", "none")
                    .input(logProbabilities(4, 1, 3).with(4, Double.NEGATIVE_INFINITY))
                    .input(longs(new long[] {1}, 1, 1)),
                new long[] {4},
                new long[] {1}),
            lengths(
                sample("not_finite_where_no_alignment_is", "reduction", "none")
                    .input(
                        logProbabilities(4, 2, 3)
                            .with(2, Double.NaN)
                            .with(21, Double.POSITIVE_INFINITY))
                    .input(longs(new long[] {1, 2, 2, 1}, 2, 2)),
                new long[] {4, 4},
                new long[] {2, 2}),
            lengths(
                    sample("wrong_number_of_lengths")
                        .input(logProbabilities(7, 3, 5))
                        .input(PADDED),
                    new long[] {7, 7},
                    new long[] {3, 2, 1})
                .refused("input_lengths must be of size batch_size 3"),
            lengths(
                    sample("input_length_beyond_input")
                        .input(logProbabilities(7, 3, 5))
                        .input(PADDED),
                    new long[] {7, 8, 7},
                    new long[] {3, 2, 1})
                .refused("expected input_lengths to have values in [0, 7], but got 8"),
            three(sample("target_length_beyond_targets"), 3, 4, 1)
                .refused("expected target_lengths to have values in [0, 3], but got 4"),
            three(sample("negative_target_length"), 3, -1, 1)
                .refused("expected target_lengths to have values in [0, 3], but got -1"),
            three(sample("blank_out_of_range", "blank", 5), 3, 2, 1)
                .refused("blank must be in label range"),
            lengths(
                    sample("too_many_concatenated_targets")
                        .input(logProbabilities(7, 3, 5))
                        .input(longs(new long[] {1, 2, 2, 3, 1, 4, 4}, 7)),
                    new long[] {7, 6, 5},
                    new long[] {3, 2, 1})
                .refused("expected as many targets as target_lengths sum to, 6, but got 7"));
  }

  private static Sample adaptive(String name, Object... more) {
    Object[] args = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"in_features", 16, "n_classes", 20, "cutoffs", List.of(5, 12)},
        0,
        args,
        0,
        6);
    System.arraycopy(more, 0, args, 6, more.length);
    return sample(name, args);
  }

  private static Row adaptiveLogSoftmaxWithLoss() {
    Draw everywhere = longs(new long[] {0, 4, 5, 11, 12, 19, 7, 3}, 8);
    return Row.of(
            "AdaptiveLogSoftmaxWithLoss",
            a ->
                new AdaptiveLogSoftmaxWithLoss(
                    a.integer("in_features"),
                    a.integer("n_classes"),
                    a.intList("cutoffs"),
                    a.real("div_value", 4),
                    a.bool("head_bias", false)))
        .samples(
            adaptive("every_cluster").input(normal(8, 16)).input(everywhere),
            adaptive("head_bias", "head_bias", true).input(normal(8, 16)).input(everywhere),
            adaptive("div_value", "div_value", 2.0).input(normal(8, 16)).input(everywhere),
            adaptive("div_value_not_whole", "div_value", 2.5, "head_bias", true)
                .input(normal(8, 16))
                .input(everywhere),
            sample("one_cutoff", "in_features", 7, "n_classes", 11, "cutoffs", List.of(4))
                .input(normal(6, 7))
                .input(longs(new long[] {0, 10, 4, 3, 9, 9}, 6)),
            sample(
                    "four_clusters",
                    "in_features",
                    32,
                    "n_classes",
                    50,
                    "cutoffs",
                    List.of(3, 10, 20, 31),
                    "div_value",
                    1.5)
                .input(normal(20, 32))
                .input(
                    longs(
                        new long[] {
                          0, 3, 10, 20, 31, 49, 2, 9, 19, 30, 5, 12, 25, 40, 1, 1, 8, 15, 22, 45
                        },
                        20)),
            sample(
                    "cutoff_at_the_last_class",
                    "in_features",
                    8,
                    "n_classes",
                    6,
                    "cutoffs",
                    List.of(5))
                .input(normal(4, 8))
                .input(longs(new long[] {0, 5, 4, 2}, 4))
                .zeroGradient("grad.tail.0.0.weight", "a cluster of one class is certain of it")
                .zeroGradient("grad.tail.0.1.weight", "a cluster of one class is certain of it"),
            adaptive("one_sample_of_a_tail").input(normal(1, 16)).input(longs(new long[] {13}, 1)),
            adaptive("shortlist_only").input(normal(3, 16)).input(longs(new long[] {0, 4, 2}, 3)),
            adaptive("unbatched").input(normal(16)).input(longs(new long[] {7})),
            adaptive("large_values").input(normal(8, 16).times(100)).input(everywhere),
            adaptive("small_values").input(normal(8, 16).times(1e-4)).input(everywhere),
            adaptive("target_too_large")
                .input(normal(2, 16))
                .input(longs(new long[] {0, 20}, 2))
                .refused("Target values should be in [0, 19]"),
            adaptive("target_negative")
                .input(normal(2, 16))
                .input(longs(new long[] {0, -1}, 2))
                .refused("Target values should be in [0, 19]"),
            adaptive("mismatched_batch")
                .input(normal(2, 16))
                .input(longs(new long[] {0, 1, 2}, 3))
                .refused("Input and target should have the same size in the batch dimension"),
            adaptive("multi_target")
                .input(normal(3, 16))
                .input(longs(new long[] {0, 1, 2}, 3, 1))
                .refused("0D or 1D target tensor expected"),
            adaptive("wrong_rank")
                .input(normal(16))
                .input(longs(new long[] {0}, 1))
                .refused("target tensor expects"),
            sample("descending_cutoffs", "in_features", 8, "n_classes", 9, "cutoffs", List.of(5, 3))
                .input(normal(4, 8))
                .input(integers(0, 9, 4))
                .refused("cutoffs should be a sequence of unique, positive integers"),
            sample("cutoff_beyond_classes", "in_features", 8, "n_classes", 9, "cutoffs", List.of(9))
                .input(normal(4, 8))
                .input(integers(0, 9, 4))
                .refused("cutoffs should be a sequence of unique, positive integers"));
  }
}
