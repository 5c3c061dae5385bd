package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.PoolingFamily.optionalSizes;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.nn.pooling.AdaptiveAvgPool1d;
import org.torchparity.nn.pooling.AdaptiveAvgPool2d;
import org.torchparity.nn.pooling.AdaptiveAvgPool3d;
import org.torchparity.nn.pooling.AdaptiveMaxPool1d;
import org.torchparity.nn.pooling.AdaptiveMaxPool2d;
import org.torchparity.nn.pooling.AdaptiveMaxPool3d;

/** Maxima and means over shares of the input. */
final class AdaptivePoolRows {
  private static final String INDICES = "return_indices";
  private static final String SIZE = "output_size";

  private AdaptivePoolRows() {}

  static List<Row> rows() {
    return List.of(
        Row.of(
                "AdaptiveMaxPool1d",
                a -> new AdaptiveMaxPool1d(a.ints(SIZE, 1)[0], a.bool(INDICES, false)))
            .samples(maxima(new Spatial(1))),
        Row.of(
                "AdaptiveMaxPool2d",
                a -> new AdaptiveMaxPool2d(optionalSizes(a, SIZE, 2), a.bool(INDICES, false)))
            .samples(maxima(new Spatial(2))),
        Row.of(
                "AdaptiveMaxPool3d",
                a -> new AdaptiveMaxPool3d(optionalSizes(a, SIZE, 3), a.bool(INDICES, false)))
            .samples(maxima(new Spatial(3))),
        Row.of("AdaptiveAvgPool1d", a -> new AdaptiveAvgPool1d(a.ints(SIZE, 1)[0]))
            .samples(means(new Spatial(1))),
        Row.of("AdaptiveAvgPool2d", a -> new AdaptiveAvgPool2d(optionalSizes(a, SIZE, 2)))
            .samples(means(new Spatial(2))),
        Row.of("AdaptiveAvgPool3d", a -> new AdaptiveAvgPool3d(optionalSizes(a, SIZE, 3)))
            .samples(means(new Spatial(3))));
  }

  /** The numbers of the last axes, null for None. */
  private static List<@Nullable Integer> last(Spatial s, @Nullable Integer... sizes) {
    return Arrays.asList(sizes).subList(3 - s.axes(), 3);
  }

  private static List<Sample> shares(Spatial s) {
    List<Sample> all =
        new ArrayList<>(
            List.of(
                sample("uneven", SIZE, 4).input(normal(s.batched())),
                sample("size_an_axis", SIZE, s.last(3, 4, 5)).input(normal(s.batched())),
                sample("one", SIZE, 1).input(normal(s.batched())),
                sample("as_many_as_elements", SIZE, s.last(7, 9, 11)).input(normal(s.batched())),
                sample("more_than_elements", SIZE, s.last(9, 10, 25)).input(normal(s.batched())),
                sample("dividing", SIZE, s.last(2, 3, 4))
                    .input(normal(s.shape(new int[] {2, 3}, 4, 6, 12))),
                sample("unbatched", SIZE, s.last(3, 2, 4)).input(normal(s.shape(3))),
                sample("batch_of_one", SIZE, s.last(2, 5, 3)).input(normal(s.shape(1, 1))),
                sample("one_element", SIZE, 3).input(normal(s.cube(1))),
                sample("prime_sizes", SIZE, s.last(3, 5, 7))
                    .input(normal(s.shape(new int[] {3, 7}, 5, 13, 17))),
                sample("empty_batch", SIZE, 2).input(normal(s.shape(0, 3))).withoutBackward(),
                sample("no_shares", SIZE, 0).input(normal(s.batched())).withoutBackward(),
                sample("large_values", SIZE, 3).input(normal(s.batched()).times(1e4)),
                sample("denormals", SIZE, 3).input(normal(s.batched()).times(1e-40)),
                sample("not_finite", SIZE, 4)
                    .input(
                        normal(s.batched())
                            .with(2, Double.NaN)
                            .with(3, Double.NaN)
                            .with(11, Double.POSITIVE_INFINITY)
                            .with(20, Double.NEGATIVE_INFINITY)),
                sample("negative_size", SIZE, -1)
                    .input(normal(s.batched()))
                    .refused("must be greater than or equal to 0"),
                sample("no_channels_axis", SIZE, 2).input(normal(s.shape())).refused("expected"),
                sample("too_many_axes", SIZE, 2)
                    .input(normal(s.shape(1, 1, 1)))
                    .refused("expected"),
                sample("empty_axis", SIZE, 2).input(normal(s.cube(0))).refused("non-zero size")));
    if (s.axes() > 1) {
      all.add(sample("none_on_one_axis", SIZE, last(s, 2, null, 3)).input(normal(s.batched())));
      all.add(
          sample("none_on_every_axis", SIZE, last(s, null, null, null)).input(normal(s.batched())));
      all.add(sample("none_unbatched", SIZE, last(s, 3, 4, null)).input(normal(s.shape(3))));
      all.add(
          sample("too_many_sizes", SIZE, List.of(1, 2, 3, 4))
              .input(normal(s.batched()))
              .refused("output_size must have " + s.axes() + " elements"));
    }
    return all;
  }

  private static Sample[] means(Spatial s) {
    return shares(s).toArray(Sample[]::new);
  }

  private static Sample[] maxima(Spatial s) {
    List<Sample> all = shares(s);
    all.addAll(
        List.of(
            sample("indices", SIZE, s.last(3, 4, 5), INDICES, true).input(normal(s.batched())),
            sample("no_indices", SIZE, 2, INDICES, false).input(normal(s.batched())),
            sample("indices_unbatched", SIZE, 4, INDICES, true).input(normal(s.shape(3))),
            sample("indices_more_than_elements", SIZE, 12, INDICES, true)
                .input(normal(s.batched())),
            sample("ties", SIZE, s.last(2, 3, 4), INDICES, true).input(ties(0, 3, s.batched())),
            sample("indices_not_finite", SIZE, 4, INDICES, true)
                .input(
                    normal(s.batched())
                        .with(2, Double.NaN)
                        .with(3, Double.NaN)
                        .with(11, Double.POSITIVE_INFINITY)),
            sample("all_minus_infinity", SIZE, 3, INDICES, true)
                .input(Draw.full(Double.NEGATIVE_INFINITY, s.batched()))));
    return all.toArray(Sample[]::new);
  }
}
