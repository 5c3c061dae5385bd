package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Mode;
import org.torchparity.nn.norm.BatchNorm1d;
import org.torchparity.nn.norm.BatchNorm2d;
import org.torchparity.nn.norm.BatchNorm3d;
import org.torchparity.nn.norm.BatchNormOptions;
import org.torchparity.tensor.DType;

/** Batch normalisation. */
final class BatchNormRows {
  private BatchNormRows() {}

  static List<Row> rows() {
    return List.of(batchNorm1d(), batchNorm2d(), batchNorm3d());
  }

  private static BatchNormOptions options(ArgReader a) {
    return new BatchNormOptions(
        a.real("eps", 1e-5),
        a.realOrNone("momentum", 0.1),
        a.bool("affine", true),
        a.bool("track_running_stats", true));
  }

  private static Row batchNorm1d() {
    return Row.of("BatchNorm1d", a -> new BatchNorm1d(a.integer("num_features"), options(a)))
        .trainAndEval()
        .samples(
            sample("batch_of_two", "num_features", 10).input(normal(2, 10)),
            sample("batch_of_seven", "num_features", 5).input(normal(7, 5)),
            sample("one_channel", "num_features", 1).input(normal(6, 1)),
            sample("sequence", "num_features", 3).input(normal(4, 3, 5)),
            sample("single_sequence", "num_features", 3).input(normal(1, 3, 17)),
            sample("long_sequence", "num_features", 7).input(normal(3, 7, 131)),
            sample("large_batch", "num_features", 33).input(normal(127, 33)),
            sample("eps", "num_features", 4, "eps", 1e-2).input(normal(5, 4).times(0.1)),
            sample("momentum", "num_features", 4, "momentum", 0.7).input(normal(5, 4)),
            sample("momentum_zero", "num_features", 4, "momentum", 0.0).input(normal(5, 4)),
            sample("cumulative_average", "num_features", 4, "momentum", null).input(normal(5, 4)),
            sample("no_affine", "num_features", 4, "affine", false).input(normal(5, 4)),
            sample("no_affine_sequence", "num_features", 4, "affine", false).input(normal(5, 4, 3)),
            sample("no_tracking", "num_features", 4, "track_running_stats", false)
                .input(normal(5, 4)),
            sample(
                    "neither_affine_nor_tracking",
                    "num_features",
                    4,
                    "affine",
                    false,
                    "track_running_stats",
                    false)
                .input(normal(5, 4, 3)),
            sample("large_mean", "num_features", 6).input(normal(9, 6).plus(1e4)),
            sample("large_mean_small_deviation", "num_features", 6)
                .input(normal(9, 6).times(1e-2).plus(1e4))
                .only(DType.FLOAT32),
            sample("large_values", "num_features", 6).input(normal(9, 6).times(1e4)),
            sample("small_values", "num_features", 6).input(normal(9, 6).times(1e-4)),
            sample("small_running_variance", "num_features", 6)
                .input(normal(9, 6))
                .state("running_var", uniform(1e-8, 1e-6, 6))
                .only(Mode.EVAL),
            sample("constant_channels", "num_features", 3)
                .input(full(2, 8, 3))
                .only(Mode.TRAIN)
                .zeroGradient("grad.weight", "a constant channel normalises to zero"),
            sample("not_a_number", "num_features", 3).input(normal(4, 3).with(4, Double.NaN)),
            sample("infinity", "num_features", 3)
                .input(normal(4, 3, 2).with(4, Double.POSITIVE_INFINITY)),
            sample("one_value_per_channel", "num_features", 10)
                .input(normal(1, 10))
                .only(Mode.TRAIN)
                .refused("Expected more than 1 value per channel when training, got input size"),
            sample("wrong_channels", "num_features", 10)
                .input(normal(4, 9))
                .refused("expected input with num_features = 10 channels, got 9 in [4, 9]"),
            sample("wrong_rank", "num_features", 3)
                .input(normal(2, 3, 4, 5))
                .refused("expected 2D or 3D input (got 4D input of [2, 3, 4, 5])"));
  }

  private static Row batchNorm2d() {
    return Row.of("BatchNorm2d", a -> new BatchNorm2d(a.integer("num_features"), options(a)))
        .trainAndEval()
        .samples(
            sample("image", "num_features", 3).input(normal(2, 3, 5, 7)),
            sample("one_image", "num_features", 2).input(normal(1, 2, 4, 4)),
            sample("one_pixel", "num_features", 5).input(normal(6, 5, 1, 1)),
            sample("one_row", "num_features", 3).input(normal(3, 3, 1, 19)),
            sample("one_channel", "num_features", 1).input(normal(3, 1, 3, 3)),
            sample("vector_tails", "num_features", 2).input(normal(2, 2, 13, 11)),
            sample("many_channels", "num_features", 37).input(normal(2, 37, 2, 3)),
            sample("eps", "num_features", 3, "eps", 0.5).input(normal(2, 3, 4, 3)),
            sample("momentum", "num_features", 3, "momentum", 0.9).input(normal(2, 3, 4, 3)),
            sample("cumulative_average", "num_features", 3, "momentum", null)
                .input(normal(2, 3, 4, 3)),
            sample("no_affine", "num_features", 3, "affine", false).input(normal(2, 3, 4, 3)),
            sample("no_tracking", "num_features", 3, "track_running_stats", false)
                .input(normal(2, 3, 4, 3)),
            sample("large_mean", "num_features", 3).input(normal(4, 3, 5, 5).plus(1e4)),
            sample("large_mean_small_deviation", "num_features", 3)
                .input(normal(4, 3, 5, 5).times(1e-2).plus(1e4))
                .only(DType.FLOAT32),
            sample("not_a_number", "num_features", 3).input(normal(2, 3, 2, 2).with(5, Double.NaN)),
            sample("one_value_per_channel", "num_features", 3)
                .input(normal(1, 3, 1, 1))
                .only(Mode.TRAIN)
                .refused("Expected more than 1 value per channel when training"),
            sample("wrong_channels", "num_features", 3)
                .input(normal(2, 4, 3, 3))
                .refused("expected input with num_features = 3 channels, got 4 in [2, 4, 3, 3]"),
            sample("wrong_rank", "num_features", 3)
                .input(normal(2, 3, 4))
                .refused("BatchNorm2d: expected 4D input (got 3D input of [2, 3, 4])"));
  }

  private static Row batchNorm3d() {
    return Row.of("BatchNorm3d", a -> new BatchNorm3d(a.integer("num_features"), options(a)))
        .trainAndEval()
        .samples(
            sample("volume", "num_features", 3).input(normal(2, 3, 3, 5, 2)),
            sample("one_volume", "num_features", 2).input(normal(1, 2, 2, 3, 4)),
            sample("one_voxel", "num_features", 4).input(normal(5, 4, 1, 1, 1)),
            sample("one_slice", "num_features", 3).input(normal(2, 3, 1, 7, 5)),
            sample("one_channel", "num_features", 1).input(normal(3, 1, 2, 2, 2)),
            sample("vector_tails", "num_features", 2).input(normal(2, 2, 3, 7, 11)),
            sample("eps", "num_features", 3, "eps", 1e-3).input(normal(2, 3, 2, 2, 3)),
            sample("momentum", "num_features", 3, "momentum", 0.3).input(normal(2, 3, 2, 2, 3)),
            sample("cumulative_average", "num_features", 3, "momentum", null)
                .input(normal(2, 3, 2, 2, 3)),
            sample("no_affine", "num_features", 3, "affine", false).input(normal(2, 3, 2, 2, 3)),
            sample("no_tracking", "num_features", 3, "track_running_stats", false)
                .input(normal(2, 3, 2, 2, 3)),
            sample("infinity", "num_features", 3)
                .input(normal(2, 3, 2, 2, 2).with(9, Double.NEGATIVE_INFINITY)),
            sample("one_value_per_channel", "num_features", 3)
                .input(normal(1, 3, 1, 1, 1))
                .only(Mode.TRAIN)
                .refused("Expected more than 1 value per channel when training"),
            sample("wrong_channels", "num_features", 3)
                .input(normal(2, 4, 2, 2, 2))
                .refused("got 4 in [2, 4, 2, 2, 2]"),
            sample("wrong_rank", "num_features", 3)
                .input(normal(2, 3, 4, 4))
                .refused("BatchNorm3d: expected 5D input (got 4D input of [2, 3, 4, 4])"));
  }
}
