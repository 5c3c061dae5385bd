package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.torchparity.fixtures.Mode;
import org.torchparity.nn.Module;
import org.torchparity.nn.dropout.AlphaDropout;
import org.torchparity.nn.dropout.Dropout;
import org.torchparity.nn.dropout.Dropout1d;
import org.torchparity.nn.dropout.Dropout2d;
import org.torchparity.nn.dropout.Dropout3d;
import org.torchparity.nn.dropout.FeatureAlphaDropout;

/**
 * Dropouts: in training the elements dropped must be those that torch drops with the same seed.
 * {@code inplace} overwrites the input in torch, which is not seen here.
 */
final class DropoutFamily {
  private DropoutFamily() {}

  static Family family() {
    return new Family(
        "dropout",
        List.of(
            row("Dropout", Dropout::new, elementwise()),
            row("Dropout1d", Dropout1d::new, sequences()),
            row("Dropout2d", Dropout2d::new, images()),
            row("Dropout3d", Dropout3d::new, volumes()),
            row("AlphaDropout", AlphaDropout::new, elementwise()),
            row("FeatureAlphaDropout", FeatureAlphaDropout::new, features())));
  }

  private static Row row(String name, DoubleFunction<Module> constructor, List<Sample> samples) {
    return Row.of(
            name,
            a -> {
              boolean unused = a.bool("inplace", false);
              return constructor.apply(a.real("p", 0.5));
            })
        .trainAndEval()
        .drawsRandomNumbers()
        .samples(samples.toArray(Sample[]::new));
  }

  /** What every dropout does, on inputs of one shape of many channels. */
  private static List<Sample> common(int... shape) {
    return new ArrayList<>(
        List.of(
            sample("half").input(normal(shape)),
            sample("seldom", "p", 0.1).input(normal(shape)),
            sample("often", "p", 0.8).input(normal(shape)),
            sample("never", "p", 0.0).input(normal(shape)),
            sample("always", "p", 1.0)
                .input(normal(shape))
                .only(Mode.TRAIN)
                .zeroGradient("grad_input.0", "everything is dropped"),
            sample("always_evaluated", "p", 1.0).input(normal(shape)).only(Mode.EVAL),
            sample("inplace", "inplace", true, "p", 0.3).input(normal(shape)).withoutBackward(),
            sample("large_values", "p", 0.3).input(normal(shape).times(1e4)),
            sample("uniform", "p", 0.4).input(uniform(1, 2, shape)),
            sample("not_a_number", "p", 0.5)
                .input(
                    normal(shape)
                        .with(0, Double.NaN)
                        .with(1, Double.POSITIVE_INFINITY)
                        .with(2, Double.NEGATIVE_INFINITY)),
            sample("more_than_always", "p", 1.5)
                .input(normal(shape))
                .refused("dropout probability has to be between 0 and 1, but got 1.5"),
            sample("less_than_never", "p", -0.1)
                .input(normal(shape))
                .refused("dropout probability has to be between 0 and 1, but got -0.1"),
            sample("integers")
                .input(integers(0, 9, shape))
                .only(Mode.TRAIN)
                .refused("expected a floating-point input")));
  }

  private static List<Sample> elementwise() {
    List<Sample> samples = common(7, 11);
    samples.addAll(
        List.of(
            sample("vector", "p", 0.3).input(normal(13)),
            sample("scalar", "p", 0.25).input(normal()).only(Mode.EVAL),
            sample("volume", "p", 0.3).input(normal(2, 3, 2, 5, 2)),
            sample("many", "p", 0.2).input(normal(40, 1009)),
            sample("empty", "p", 0.3)
                .input(normal(0, 3))
                .zeroGradient("grad_input.0", "there are no elements")));
    return samples;
  }

  private static List<Sample> sequences() {
    List<Sample> samples = ofRanks(2, 3);
    samples.add(sample("too_few_axes").input(normal(5)).refused("expected 2D or 3D"));
    return samples;
  }

  private static List<Sample> volumes() {
    List<Sample> samples = ofRanks(4, 5);
    samples.addAll(
        List.of(
            sample("three_axes", "p", 0.4).input(normal(11, 3, 2)),
            sample("one_axis", "p", 0.4).input(normal(11)),
            sample("no_axis_evaluated").input(normal()).only(Mode.EVAL),
            sample("too_few_axes")
                .input(normal())
                .only(Mode.TRAIN)
                .refused("requires at least 1 dimension")));
    return samples;
  }

  /** Inputs without a batch and with one. */
  private static List<Sample> ofRanks(int unbatched, int batched) {
    int[] shape = shape(batched, 5, 7);
    List<Sample> samples = common(shape);
    samples.addAll(
        List.of(
            sample("unbatched", "p", 0.4).input(normal(shape(unbatched, 11, 3))),
            sample("one_sample", "p", 0.4).input(normal(shape(batched, 1, 17))),
            sample("one_channel", "p", 0.4).input(normal(shape(batched, 17, 1))),
            sample("many_channels", "p", 0.2).input(normal(shape(batched, 30, 101)))));
    return samples;
  }

  private static List<Sample> images() {
    int[] shape = {5, 7, 3, 2};
    List<Sample> samples = common(shape);
    samples.addAll(
        List.of(
            sample("three_axes", "p", 0.4).input(normal(5, 7, 3)),
            sample("one_sample", "p", 0.4).input(normal(1, 17, 2, 2)),
            sample("one_channel", "p", 0.4).input(normal(17, 1, 2, 2)),
            sample("many_channels", "p", 0.2).input(normal(30, 101, 2, 1)),
            sample("matrix", "p", 0.4).input(normal(11, 7)),
            sample("volume", "p", 0.4).input(normal(5, 7, 1, 2, 3)),
            sample("vector_evaluated").input(normal(5)).only(Mode.EVAL),
            sample("too_few_axes")
                .input(normal(5))
                .only(Mode.TRAIN)
                .refused("requires at least 2 dimensions")));
    return samples;
  }

  private static List<Sample> features() {
    List<Sample> samples = common(5, 7, 3, 2);
    samples.addAll(
        List.of(
            sample("matrix", "p", 0.4).input(normal(11, 7)),
            sample("sequence", "p", 0.4).input(normal(5, 7, 3)),
            sample("volume", "p", 0.4).input(normal(5, 7, 1, 2, 3)),
            sample("many_channels", "p", 0.2).input(normal(30, 101, 3)),
            sample("too_few_axes")
                .input(normal(5))
                .only(Mode.TRAIN)
                .refused("Feature dropout requires at least 2 dimensions")));
    return samples;
  }

  private static int[] shape(int rank, int first, int second) {
    int[] shape = new int[rank];
    Arrays.fill(shape, 2);
    shape[0] = first;
    if (rank > 1) {
      shape[1] = second;
    }
    return shape;
  }
}
