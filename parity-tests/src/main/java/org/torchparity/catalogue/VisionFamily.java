package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.nn.vision.ChannelShuffle;
import org.torchparity.nn.vision.PixelShuffle;
import org.torchparity.nn.vision.PixelUnshuffle;

/** Layers that rearrange images; those that resize them are {@link UpsampleRows}. */
final class VisionFamily {
  private VisionFamily() {}

  static Family family() {
    List<Row> rows = new ArrayList<>(List.of(pixelShuffle(), pixelUnshuffle(), channelShuffle()));
    rows.addAll(UpsampleRows.rows());
    return new Family("vision", rows);
  }

  private static Row pixelShuffle() {
    return Row.of("PixelShuffle", a -> new PixelShuffle(a.integer("upscale_factor")))
        .samples(
            sample("two", "upscale_factor", 2).input(normal(2, 8, 3, 5)),
            sample("three", "upscale_factor", 3).input(normal(1, 18, 2, 3)),
            sample("one", "upscale_factor", 1).input(normal(2, 3, 4, 5)),
            sample("unbatched", "upscale_factor", 2).input(normal(4, 3, 5)),
            sample("two_batch_axes", "upscale_factor", 2).input(normal(2, 3, 8, 2, 1)),
            sample("column", "upscale_factor", 4).input(normal(2, 16, 7, 1)),
            sample("primes", "upscale_factor", 5).input(normal(3, 75, 7, 11)),
            sample("integers", "upscale_factor", 2)
                .input(integers(-9, 9, 2, 4, 3, 2))
                .withoutBackward(),
            sample("empty_batch", "upscale_factor", 2).input(normal(0, 4, 3, 2)).withoutBackward(),
            sample("large_values", "upscale_factor", 2).input(normal(2, 4, 3, 3).times(1e30)),
            sample("denormals", "upscale_factor", 2).input(normal(2, 4, 3, 3).times(1e-41)),
            sample("not_a_number", "upscale_factor", 2)
                .input(normal(2, 4, 3, 3).with(5, Double.NaN).with(6, Double.POSITIVE_INFINITY)),
            sample("indivisible", "upscale_factor", 2)
                .input(normal(2, 6, 3, 3))
                .refused("input.size(-3)=6 is not divisible by 4"),
            sample("wrong_rank", "upscale_factor", 2)
                .input(normal(4, 3))
                .refused("but got input with 2 dimension(s)"),
            sample("zero", "upscale_factor", 0)
                .input(normal(1, 4, 3, 3))
                .refused("pixel_shuffle expects a positive upscale_factor, but got 0"));
  }

  private static Row pixelUnshuffle() {
    return Row.of("PixelUnshuffle", a -> new PixelUnshuffle(a.integer("downscale_factor")))
        .samples(
            sample("two", "downscale_factor", 2).input(normal(2, 3, 4, 6)),
            sample("three", "downscale_factor", 3).input(normal(1, 2, 6, 9)),
            sample("one", "downscale_factor", 1).input(normal(2, 3, 4, 5)),
            sample("unbatched", "downscale_factor", 2).input(normal(3, 4, 10)),
            sample("two_batch_axes", "downscale_factor", 2).input(normal(2, 3, 2, 4, 2)),
            sample("column", "downscale_factor", 4).input(normal(2, 1, 28, 4)),
            sample("primes", "downscale_factor", 5).input(normal(3, 7, 35, 55)),
            sample("integers", "downscale_factor", 2)
                .input(integers(-9, 9, 2, 1, 4, 2))
                .withoutBackward(),
            sample("empty_batch", "downscale_factor", 2)
                .input(normal(0, 3, 4, 2))
                .withoutBackward(),
            sample("large_values", "downscale_factor", 2).input(normal(2, 1, 4, 6).times(1e30)),
            sample("denormals", "downscale_factor", 2).input(normal(2, 1, 4, 6).times(1e-41)),
            sample("not_a_number", "downscale_factor", 2)
                .input(normal(2, 1, 4, 6).with(5, Double.NaN).with(6, Double.NEGATIVE_INFINITY)),
            sample("indivisible_height", "downscale_factor", 2)
                .input(normal(2, 3, 5, 4))
                .refused("pixel_unshuffle expects height to be divisible by downscale_factor"),
            sample("indivisible_width", "downscale_factor", 3)
                .input(normal(2, 3, 6, 4))
                .refused("but input.size(-1)=4 is not divisible by 3"),
            sample("wrong_rank", "downscale_factor", 2)
                .input(normal(4, 2))
                .refused("but got input with 2 dimension(s)"),
            sample("negative", "downscale_factor", -2)
                .input(normal(1, 4, 2, 2))
                .refused("pixel_unshuffle expects a positive downscale_factor, but got -2"));
  }

  private static Row channelShuffle() {
    return Row.of("ChannelShuffle", a -> new ChannelShuffle(a.integer("groups")))
        .samples(
            sample("two_groups", "groups", 2).input(normal(2, 6, 3, 5)),
            sample("three_groups", "groups", 3).input(normal(1, 6, 4, 2)),
            sample("one_group", "groups", 1).input(normal(2, 3, 4, 5)),
            sample("a_group_a_channel", "groups", 5).input(normal(2, 5, 3, 3)),
            sample("sequence", "groups", 4).input(normal(3, 8, 7)),
            sample("volume", "groups", 2).input(normal(2, 4, 2, 3, 2)),
            sample("primes", "groups", 7).input(normal(3, 77, 13)),
            sample("integers", "groups", 2).input(integers(-9, 9, 2, 4, 3)).withoutBackward(),
            sample("empty_batch", "groups", 2)
                .input(normal(0, 4, 3))
                .zeroGradient("grad_input.0", "there are no elements"),
            sample("large_values", "groups", 2).input(normal(2, 4, 3).times(1e30)),
            sample("denormals", "groups", 2).input(normal(2, 4, 3).times(1e-41)),
            sample("not_a_number", "groups", 2)
                .input(normal(2, 4, 3).with(5, Double.NaN).with(6, Double.POSITIVE_INFINITY)),
            sample("indivisible", "groups", 4)
                .input(normal(2, 6, 3))
                .refused("Got 6 channels and 4 groups."),
            sample("wrong_rank", "groups", 2)
                .input(normal(4, 6))
                .refused("channel_shuffle expects input with > 2 dims"),
            sample("zero", "groups", 0)
                .input(normal(2, 4, 3))
                .refused("must be positive. Value of groups:0"));
  }
}
