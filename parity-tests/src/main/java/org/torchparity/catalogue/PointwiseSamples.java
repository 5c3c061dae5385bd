package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.longs;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples that say something of every activation of single elements. Where all gradients would
 * vanish one element is {@link #ALIVE}, a place at which none of the activations is flat.
 */
final class PointwiseSamples {
  private static final double ALIVE = 0.6;

  /** More than any vector unit holds twice, so that ATen's vector loops run too. */
  private static final int VECTOR = 64;

  private PointwiseSamples() {}

  /** Shapes and magnitudes, with the same constructor arguments for all. */
  static List<Sample> usual(@Nullable Object... args) {
    return List.of(
        sample("vector", args).input(normal(13).with(0, ALIVE)),
        sample("matrix", args).input(normal(5, 7)),
        sample("image", args).input(normal(2, 3, 5, 4)),
        sample("scalar", args).input(values(new double[] {ALIVE})),
        sample("one_element", args).input(values(new double[] {ALIVE}, 1, 1)),
        sample("empty_batch", args).input(normal(0, 3)),
        sample("vector_tails", args).input(normal(3, 67)),
        sample("wide", args).input(uniform(-30, 30, 4, 33)),
        sample("large_values", args).input(normal(3, 11).times(1e4).with(0, ALIVE)),
        sample("tiny_values", args).input(normal(3, 11).times(1e-30).with(0, ALIVE)),
        sample("subnormal_values", args).input(normal(3, 11).times(1e-41).with(0, ALIVE)),
        sample("signed_zeros", args).input(values(new double[] {0, -0.0, ALIVE}, 3)),
        sample("infinities", args)
            .input(
                values(
                    new double[] {
                      Double.POSITIVE_INFINITY, ALIVE, Double.NEGATIVE_INFINITY, 1e4, -1e4
                    },
                    5)),
        sample("not_a_number", args).input(values(new double[] {Double.NaN, ALIVE, -ALIVE}, 3)),
        sample("two_inputs", args)
            .input(normal(3))
            .input(normal(3))
            .refused("expected 1 input, but got 2"));
  }

  /** Arguments at which a function bends or jumps, where ATen's scalar and vector loops run. */
  static List<Sample> kinks(double[] at, @Nullable Object... args) {
    List<Sample> samples = new ArrayList<>();
    double[] few = new double[at.length + 1];
    double[] many = new double[VECTOR * at.length];
    System.arraycopy(at, 0, few, 0, at.length);
    few[at.length] = ALIVE;
    for (int i = 0; i < many.length; i++) {
      many[i] = at[i % at.length] + (i / at.length % 3 - 1) * 1e-3;
    }
    samples.add(sample("kinks", args).input(values(few, few.length)));
    samples.add(sample("kinks_in_vectors", args).input(values(many, VECTOR, at.length)));
    return samples;
  }

  /** An int64 input, which torch's kernel has no code for. */
  static Sample integers(@Nullable Object... args) {
    return sample("integers", args)
        .input(longs(new long[] {-1, 0, 2}, 3))
        .refused("expected input of dtype float32 or float64, but got int64");
  }

  /** All in one list. */
  static Sample[] all(List<Sample> first, List<Sample> second, Sample... rest) {
    List<Sample> samples = new ArrayList<>(first);
    samples.addAll(second);
    samples.addAll(List.of(rest));
    return samples.toArray(Sample[]::new);
  }
}
