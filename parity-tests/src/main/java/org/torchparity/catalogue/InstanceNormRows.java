package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Module;
import org.torchparity.nn.norm.BatchNormOptions;
import org.torchparity.nn.norm.InstanceNorm1d;
import org.torchparity.nn.norm.InstanceNorm2d;
import org.torchparity.nn.norm.InstanceNorm3d;
import org.torchparity.tensor.DType;

/** Instance normalisation. */
final class InstanceNormRows {
  private InstanceNormRows() {}

  static List<Row> rows() {
    return List.of(
        row("InstanceNorm1d", InstanceNorm1d::new, new int[] {5}, new int[] {131}),
        row("InstanceNorm2d", InstanceNorm2d::new, new int[] {3, 5}, new int[] {13, 7}),
        row("InstanceNorm3d", InstanceNorm3d::new, new int[] {2, 3, 2}, new int[] {3, 7, 5}));
  }

  /** The samples differ in the spatial axes alone. */
  private static Row row(
      String name,
      BiFunction<Integer, BatchNormOptions, Module> constructor,
      int[] space,
      int[] largeSpace) {
    return Row.of(
            name,
            a ->
                constructor.apply(
                    a.integer("num_features"),
                    new BatchNormOptions(
                        a.real("eps", 1e-5),
                        a.realOrNone("momentum", 0.1),
                        a.bool("affine", false),
                        a.bool("track_running_stats", false))))
        .trainAndEval()
        .samples(
            features("plain", 3).input(normal(shape(space, 4, 3))),
            features("one_sample", 3).input(normal(shape(space, 1, 3))),
            features("unbatched", 3).input(normal(shape(space, 3))),
            features("unbatched_affine", 3, "affine", true).input(normal(shape(space, 3))),
            features("unbatched_tracking", 3, "track_running_stats", true)
                .input(normal(shape(space, 3))),
            features("vector_tails", 2).input(normal(shape(largeSpace, 3, 2))),
            features("affine", 5, "affine", true).input(normal(shape(space, 2, 5))),
            features("eps", 3, "eps", 0.1, "affine", true).input(normal(shape(space, 2, 3))),
            features("tracking", 3, "track_running_stats", true).input(normal(shape(space, 4, 3))),
            features("affine_tracking", 3, "affine", true, "track_running_stats", true)
                .input(normal(shape(space, 4, 3))),
            features("momentum", 3, "momentum", 0.6, "track_running_stats", true)
                .input(normal(shape(space, 4, 3))),
            features("no_momentum", 3, "momentum", null, "track_running_stats", true)
                .input(normal(shape(space, 4, 3))),
            features("large_mean", 2, "affine", true)
                .input(normal(shape(largeSpace, 2, 2)).plus(1e4)),
            features("large_mean_small_deviation", 2, "affine", true)
                .input(normal(shape(largeSpace, 2, 2)).times(1e-2).plus(1e4))
                .only(DType.FLOAT32),
            features("constant", 2).input(full(3, shape(space, 2, 2))),
            features("not_a_number", 2).input(normal(shape(space, 2, 2)).with(3, Double.NaN)),
            features("other_channels_without_state", 3).input(normal(shape(space, 2, 4))),
            features("wrong_channels", 3, "affine", true)
                .input(normal(shape(space, 2, 4)))
                .refused("expected input with num_features = 3 channels, got 4"),
            features("wrong_rank", 3)
                .input(normal(shape(space, 2, 2, 3)))
                .refused(name + ": expected "));
  }

  private static Sample features(String name, int numFeatures, @Nullable Object... more) {
    List<@Nullable Object> args = new ArrayList<>(List.of("num_features", numFeatures));
    for (Object each : more) {
      args.add(each);
    }
    return sample(name, args.toArray());
  }

  private static int[] shape(int[] space, int... leading) {
    int[] shape = new int[leading.length + space.length];
    System.arraycopy(leading, 0, shape, 0, leading.length);
    System.arraycopy(space, 0, shape, leading.length, space.length);
    return shape;
  }
}
