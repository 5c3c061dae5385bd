package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Mode;
import org.torchparity.nn.norm.BatchNorm1d;
import org.torchparity.nn.norm.BatchNormOptions;

/** Normalisation layers. */
final class NormFamily {
  private NormFamily() {}

  static Family family() {
    return new Family("norm", List.of(batchNorm1d()));
  }

  private static BatchNormOptions batchNormOptions(ArgReader a) {
    return new BatchNormOptions(
        a.real("eps", 1e-5),
        a.realOrNone("momentum", 0.1),
        a.bool("affine", true),
        a.bool("track_running_stats", true));
  }

  private static Row batchNorm1d() {
    return Row.of(
            "BatchNorm1d", a -> new BatchNorm1d(a.integer("num_features"), batchNormOptions(a)))
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
            sample("large_mean", "num_features", 6).input(normal(9, 6).times(1e-2).plus(1e4)),
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
}
