package org.torchparity.catalogue;

import static org.torchparity.catalogue.ConvFamily.sizes;
import static org.torchparity.catalogue.ConvFamily.slidingOptions;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.conv.Fold;
import org.torchparity.nn.conv.Unfold;

/** Images to sliding blocks and back. */
final class FoldRows {
  private FoldRows() {}

  static List<Row> rows() {
    return List.of(unfold(), fold());
  }

  private static Row unfold() {
    return Row.of("Unfold", a -> new Unfold(a.ints("kernel_size", 2), slidingOptions(a)))
        .samples(
            sample("defaults", "kernel_size", 2).input(normal(2, 3, 4, 5)),
            sample("unbatched", "kernel_size", sizes(2, 3)).input(normal(3, 4, 5)),
            sample("batch_of_one", "kernel_size", sizes(1, 2)).input(normal(1, 1, 3, 4)),
            sample("kernel_of_one", "kernel_size", 1).input(normal(2, 3, 3, 2)),
            sample("one_block", "kernel_size", sizes(4, 5)).input(normal(2, 3, 4, 5)),
            sample("dilation", "kernel_size", 2, "dilation", sizes(1, 3)).input(normal(2, 3, 4, 7)),
            sample("padding", "kernel_size", 3, "padding", sizes(1, 2)).input(normal(2, 3, 4, 3)),
            sample("stride", "kernel_size", 2, "stride", sizes(3, 2)).input(normal(2, 3, 7, 6)),
            sample("stride_beyond_the_kernel", "kernel_size", 1, "stride", 2)
                .input(normal(2, 2, 5, 4)),
            sample(
                    "all",
                    "kernel_size",
                    sizes(3, 2),
                    "dilation",
                    sizes(2, 1),
                    "padding",
                    sizes(1, 3),
                    "stride",
                    sizes(1, 2))
                .input(normal(2, 3, 5, 7)),
            sample("prime_sizes", "kernel_size", sizes(3, 5), "padding", 2)
                .input(normal(3, 7, 13, 17)),
            sample("empty_batch", "kernel_size", 2).input(normal(0, 3, 4, 5)).withoutBackward(),
            sample("large_values", "kernel_size", 2).input(normal(2, 3, 4, 5).times(1e4)),
            sample("not_a_number", "kernel_size", 2).input(normal(2, 3, 4, 5).with(33, Double.NaN)),
            sample("kernel_too_wide", "kernel_size", sizes(2, 6))
                .input(normal(2, 3, 4, 5))
                .refused("the array of sliding blocks would have shape (3 x 0)"),
            sample("wrong_rank", "kernel_size", 2)
                .input(normal(4, 5))
                .refused("Expected 3D or 4D (batch mode) tensor"),
            sample("empty_axis", "kernel_size", 2, "padding", 1)
                .input(normal(2, 3, 0, 5))
                .refused("Expected 3D or 4D (batch mode) tensor"),
            sample("kernel_zero", "kernel_size", 0)
                .input(normal(2, 3, 4, 5))
                .refused("kernel_size must be 1 or more"),
            sample("stride_zero", "kernel_size", 2, "stride", 0)
                .input(normal(2, 3, 4, 5))
                .refused("stride must be 1 or more"),
            sample("dilation_zero", "kernel_size", 2, "dilation", 0)
                .input(normal(2, 3, 4, 5))
                .refused("dilation must be 1 or more"),
            sample("negative_padding", "kernel_size", 2, "padding", -1)
                .input(normal(2, 3, 4, 5))
                .refused("padding must be 0 or more"),
            sample("integer_input", "kernel_size", 2)
                .input(integers(0, 5, 2, 3, 4, 5))
                .refused("Unfold: expected input of a floating-point dtype"));
  }

  private static Row fold() {
    return Row.of(
            "Fold",
            a -> new Fold(a.ints("output_size", 2), a.ints("kernel_size", 2), slidingOptions(a)))
        .samples(
            fold("defaults", sizes(4, 5), 2).input(normal(2, 12, 12)),
            fold("unbatched", sizes(4, 5), sizes(2, 3)).input(normal(18, 9)),
            fold("batch_of_one", 3, 2).input(normal(1, 4, 4)),
            fold("kernel_of_one", sizes(3, 2), 1).input(normal(2, 3, 6)),
            fold("one_block", sizes(4, 5), sizes(4, 5)).input(normal(2, 40, 1)),
            fold("dilation", sizes(4, 7), 2, "dilation", sizes(1, 3)).input(normal(2, 12, 12)),
            fold("padding", sizes(4, 3), 3, "padding", sizes(1, 2)).input(normal(2, 18, 20)),
            fold("stride", sizes(7, 6), 2, "stride", sizes(3, 2)).input(normal(2, 12, 6)),
            fold("stride_beyond_the_kernel", sizes(5, 4), 1, "stride", 2).input(normal(2, 3, 6)),
            fold(
                    "all",
                    sizes(5, 7),
                    sizes(3, 2),
                    "dilation",
                    sizes(2, 1),
                    "padding",
                    sizes(1, 3),
                    "stride",
                    sizes(1, 2))
                .input(normal(2, 18, 18)),
            fold("prime_sizes", sizes(13, 17), sizes(3, 5), "padding", 2)
                .input(normal(3, 105, 255)),
            fold("empty_batch", sizes(4, 5), 2).input(normal(0, 12, 12)).withoutBackward(),
            fold("large_values", sizes(4, 5), 2).input(normal(2, 12, 12).times(1e4)),
            fold("not_a_number", sizes(4, 5), 2).input(normal(2, 12, 12).with(33, Double.NaN)),
            fold("wrong_rows", sizes(4, 5), 2)
                .input(normal(2, 13, 12))
                .refused("divisible by the product of kernel_size, but got [2, 13, 12]"),
            fold("wrong_columns", sizes(4, 5), 2)
                .input(normal(2, 12, 11))
                .refused("sliding blocks 3 * 4 = 12, but got [2, 12, 11]"),
            fold("kernel_too_wide", sizes(4, 5), sizes(2, 6))
                .input(normal(2, 12, 1))
                .refused("the array of sliding blocks would have shape (3 x 0)"),
            fold("wrong_rank", sizes(4, 5), 2)
                .input(normal(12))
                .refused("Expected 2D or 3D (batch mode) tensor"),
            fold("stride_zero", sizes(4, 5), 2, "stride", 0)
                .input(normal(2, 12, 12))
                .refused("stride must be 1 or more"),
            fold("kernel_zero", sizes(4, 5), 0)
                .input(normal(2, 12, 12))
                .refused("kernel_size must be 1 or more"),
            fold("integer_input", sizes(4, 5), 2)
                .input(integers(0, 5, 2, 12, 12))
                .refused("Fold: expected input of a floating-point dtype"));
  }

  private static Sample fold(String name, Object outputSize, Object kernel, Object... others) {
    Object[] all = new Object[4 + others.length];
    System.arraycopy(new Object[] {"output_size", outputSize, "kernel_size", kernel}, 0, all, 0, 4);
    System.arraycopy(others, 0, all, 4, others.length);
    return sample(name, all);
  }
}
