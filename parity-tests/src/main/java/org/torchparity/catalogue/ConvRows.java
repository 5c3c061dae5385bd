package org.torchparity.catalogue;

import static org.torchparity.catalogue.ConvFamily.conv;
import static org.torchparity.catalogue.ConvFamily.convOptions;
import static org.torchparity.catalogue.ConvFamily.sizes;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;

import java.util.List;
import org.torchparity.nn.conv.Conv1d;
import org.torchparity.nn.conv.Conv2d;
import org.torchparity.nn.conv.Conv3d;

/** Convolutions. */
final class ConvRows {
  private ConvRows() {}

  static List<Row> rows() {
    return List.of(conv1d(), conv2d(), conv3d());
  }

  private static Row conv1d() {
    return Row.of(
            "Conv1d",
            a ->
                new Conv1d(
                    a.integer("in_channels"),
                    a.integer("out_channels"),
                    a.ints("kernel_size", 1),
                    convOptions(a, 1)))
        .samples(
            conv("defaults", 3, 4, 3).input(normal(2, 3, 11)),
            conv("unbatched", 3, 4, 3).input(normal(3, 11)),
            conv("batch_of_one", 3, 4, 3).input(normal(1, 3, 11)),
            conv("kernel_of_one", 3, 5, 1).input(normal(2, 3, 7)),
            conv("kernel_as_long_as_the_input", 2, 3, 5).input(normal(3, 2, 5)),
            conv("even_kernel", 2, 3, 4).input(normal(2, 2, 9)),
            conv("stride", 3, 4, 3, "stride", 2).input(normal(2, 3, 12)),
            conv("stride_beyond_the_kernel", 2, 2, 2, "stride", 5).input(normal(2, 2, 19)),
            conv("padding", 3, 4, 3, "padding", 1).input(normal(2, 3, 7)),
            conv("padding_beyond_the_kernel", 2, 3, 2, "padding", 4).input(normal(2, 2, 3)),
            conv("padding_same", 3, 4, 3, "padding", "same").input(normal(2, 3, 7)),
            conv("padding_same_even_kernel", 3, 4, 4, "padding", "same").input(normal(2, 3, 7)),
            conv("padding_same_dilated", 2, 3, 4, "padding", "same", "dilation", 3)
                .input(normal(2, 2, 11)),
            conv("padding_valid", 3, 4, 3, "padding", "valid", "stride", 2).input(normal(2, 3, 10)),
            conv("dilation", 3, 4, 3, "dilation", 2).input(normal(2, 3, 13)),
            conv("stride_dilation_padding", 3, 4, 3, "stride", 3, "padding", 2, "dilation", 2)
                .input(normal(2, 3, 17)),
            conv("groups", 4, 6, 3, "groups", 2).input(normal(2, 4, 9)),
            conv("depthwise", 5, 5, 3, "groups", 5, "padding", 1).input(normal(2, 5, 9)),
            conv("depthwise_multiplied", 3, 6, 3, "groups", 3, "stride", 2).input(normal(2, 3, 9)),
            conv("no_bias", 3, 4, 3, "bias", false).input(normal(2, 3, 8)),
            conv("reflect", 2, 3, 3, "padding", 2, "padding_mode", "reflect")
                .input(normal(2, 2, 5)),
            conv("reflect_same_even_kernel", 2, 3, 4, "padding", "same", "padding_mode", "reflect")
                .input(normal(2, 2, 5)),
            conv("replicate", 2, 3, 3, "padding", 4, "padding_mode", "replicate")
                .input(normal(2, 2, 3)),
            conv("circular", 2, 3, 3, "padding", 3, "padding_mode", "circular")
                .input(normal(2, 2, 3)),
            conv(
                    "circular_unbatched_strided",
                    2,
                    3,
                    3,
                    "padding",
                    1,
                    "padding_mode",
                    "circular",
                    "stride",
                    2)
                .input(normal(2, 6)),
            conv("long", 7, 13, 5, "padding", 2).input(normal(3, 7, 131)),
            conv("many_channels", 67, 33, 3).input(normal(5, 67, 103)),
            conv("empty_batch", 3, 4, 3)
                .input(normal(0, 3, 7))
                .zeroGradient("grad.weight", "a sum over no samples")
                .zeroGradient("grad.bias", "a sum over no samples"),
            conv("large_values", 3, 4, 3).input(normal(2, 3, 9).times(1e4)),
            conv("not_a_number", 2, 3, 3).input(normal(2, 2, 9).with(12, Double.NaN)),
            conv("infinity", 2, 3, 3).input(normal(2, 2, 9).with(12, Double.POSITIVE_INFINITY)),
            conv("wrong_channels", 3, 4, 3)
                .input(normal(2, 4, 9))
                .refused("expected input[2, 4, 9] to have 3 channels, but got 4 channels instead"),
            conv("wrong_rank", 3, 4, 3)
                .input(normal(2, 3, 5, 5))
                .refused("Expected 2D (unbatched) or 3D (batched) input to conv1d"),
            conv("kernel_too_long", 3, 4, 5)
                .input(normal(2, 3, 4))
                .refused("padded input size per channel: (4), kernel size: (5)"),
            conv("dilated_kernel_too_long", 3, 4, 3, "dilation", 2)
                .input(normal(2, 3, 4))
                .refused("padded input size per channel: (4), kernel size: (5)"),
            conv("integer_input", 3, 4, 3)
                .input(integers(0, 5, 2, 3, 9))
                .refused("Conv1d: expected input of dtype"),
            conv("same_with_stride", 3, 4, 3, "padding", "same", "stride", 2)
                .input(normal(2, 3, 9))
                .refused("padding='same' is not supported for strided convolutions"),
            conv("unknown_padding", 3, 4, 3, "padding", "full")
                .input(normal(2, 3, 9))
                .refused("Invalid padding string 'full'"),
            conv("unknown_padding_mode", 3, 4, 3, "padding_mode", "mirror")
                .input(normal(2, 3, 9))
                .refused("padding_mode='mirror'"),
            conv("reflect_too_wide", 2, 3, 3, "padding", 5, "padding_mode", "reflect")
                .input(normal(2, 2, 5))
                .refused("padding (5, 5) is too wide for padding_mode='reflect'"),
            conv("circular_too_wide", 2, 3, 3, "padding", 6, "padding_mode", "circular")
                .input(normal(2, 2, 5))
                .refused("padding (6, 6) is too wide for padding_mode='circular'"),
            conv("groups_do_not_divide_inputs", 3, 4, 3, "groups", 2)
                .input(normal(2, 3, 9))
                .refused("in_channels must be divisible by groups, but got 3 and 2"),
            conv("groups_do_not_divide_outputs", 4, 3, 3, "groups", 2)
                .input(normal(2, 4, 9))
                .refused("out_channels must be divisible by groups, but got 3 and 2"),
            conv("no_groups", 4, 3, 3, "groups", 0)
                .input(normal(2, 4, 9))
                .refused("groups must be a positive integer"),
            conv("stride_zero", 3, 4, 3, "stride", 0)
                .input(normal(2, 3, 9))
                .refused("stride must be 1 or more"),
            conv("negative_padding", 3, 4, 3, "padding", -1)
                .input(normal(2, 3, 9))
                .refused("padding must be 0 or more"),
            conv("dilation_zero", 3, 4, 3, "dilation", 0)
                .input(normal(2, 3, 9))
                .refused("dilation must be 1 or more"));
  }

  private static Row conv2d() {
    return Row.of(
            "Conv2d",
            a ->
                new Conv2d(
                    a.integer("in_channels"),
                    a.integer("out_channels"),
                    a.ints("kernel_size", 2),
                    convOptions(a, 2)))
        .samples(
            conv("defaults", 3, 4, 3).input(normal(2, 3, 5, 7)),
            conv("unbatched", 3, 4, sizes(3, 2)).input(normal(3, 5, 7)),
            conv("batch_of_one", 1, 1, sizes(2, 3)).input(normal(1, 1, 4, 5)),
            conv("kernel_of_one", 5, 3, 1).input(normal(2, 5, 3, 4)),
            conv("kernel_of_one_strided", 5, 3, 1, "stride", 2).input(normal(2, 5, 5, 4)),
            conv("stride", 3, 4, 3, "stride", sizes(2, 1)).input(normal(2, 3, 7, 6)),
            conv("padding", 3, 4, sizes(3, 5), "padding", sizes(0, 2)).input(normal(2, 3, 5, 4)),
            conv("padding_same", 3, 4, sizes(3, 5), "padding", "same").input(normal(2, 3, 5, 4)),
            conv("padding_same_even_kernel", 3, 4, sizes(2, 3), "padding", "same")
                .input(normal(2, 3, 5, 4)),
            conv(
                    "padding_same_dilated",
                    2,
                    3,
                    sizes(2, 4),
                    "padding",
                    "same",
                    "dilation",
                    sizes(3, 1))
                .input(normal(3, 2, 7, 5)),
            conv("padding_valid", 3, 4, 3, "padding", "valid").input(normal(2, 3, 5, 4)),
            conv("dilation", 3, 4, 3, "dilation", sizes(1, 2)).input(normal(2, 3, 5, 7)),
            conv(
                    "stride_dilation_padding",
                    2,
                    3,
                    sizes(3, 2),
                    "stride",
                    sizes(2, 3),
                    "padding",
                    sizes(2, 1),
                    "dilation",
                    sizes(2, 3))
                .input(normal(2, 2, 9, 11)),
            conv(
                    "stride_dilation_padding_groups",
                    4,
                    6,
                    sizes(3, 2),
                    "stride",
                    sizes(1, 2),
                    "padding",
                    sizes(1, 2),
                    "dilation",
                    2,
                    "groups",
                    2)
                .input(normal(2, 4, 7, 9)),
            conv("groups", 6, 4, 3, "groups", 2, "bias", false).input(normal(2, 6, 5, 5)),
            conv("depthwise", 5, 5, 3, "groups", 5, "padding", 1).input(normal(2, 5, 7, 6)),
            conv("depthwise_multiplied", 3, 9, 3, "groups", 3, "stride", 2)
                .input(normal(2, 3, 7, 8)),
            conv("no_bias", 3, 4, 3, "bias", false).input(normal(2, 3, 5, 4)),
            conv("reflect", 2, 3, 3, "padding", sizes(2, 1), "padding_mode", "reflect")
                .input(normal(2, 2, 4, 3)),
            conv(
                    "reflect_strided_groups",
                    4,
                    2,
                    3,
                    "padding",
                    2,
                    "padding_mode",
                    "reflect",
                    "stride",
                    2,
                    "groups",
                    2)
                .input(normal(1, 4, 5, 6)),
            conv("replicate", 2, 3, 3, "padding", sizes(3, 1), "padding_mode", "replicate")
                .input(normal(2, 2, 2, 5)),
            conv(
                    "replicate_dilated",
                    2,
                    3,
                    3,
                    "padding",
                    2,
                    "padding_mode",
                    "replicate",
                    "dilation",
                    2)
                .input(normal(2, 5, 6)),
            conv("circular", 2, 3, 3, "padding", sizes(1, 4), "padding_mode", "circular")
                .input(normal(2, 2, 5, 4)),
            conv(
                    "circular_same_even_kernel",
                    2,
                    3,
                    sizes(2, 4),
                    "padding",
                    "same",
                    "padding_mode",
                    "circular")
                .input(normal(2, 2, 5, 4)),
            conv("many_channels", 33, 31, 3, "padding", 1).input(normal(3, 33, 13, 17)),
            conv("many_channels_strided", 17, 64, 5, "stride", 2, "padding", 2)
                .input(normal(2, 17, 29, 31)),
            conv("kernel_of_one_many_channels", 129, 67, 1).input(normal(2, 129, 11, 13)),
            conv("empty_batch", 3, 4, 3)
                .input(normal(0, 3, 5, 5))
                .zeroGradient("grad.weight", "a sum over no samples")
                .zeroGradient("grad.bias", "a sum over no samples"),
            conv("large_values", 3, 4, 3).input(normal(2, 3, 5, 5).times(1e4)),
            conv("small_values", 3, 4, 3).input(normal(2, 3, 5, 5).times(1e-4)),
            conv("not_a_number", 2, 3, 3).input(normal(2, 2, 5, 5).with(27, Double.NaN)),
            conv("depthwise_not_a_number", 3, 3, 3, "groups", 3, "padding", 1)
                .input(normal(2, 3, 6, 5).with(15, Double.NaN)),
            conv("depthwise_infinity", 3, 3, 3, "groups", 3, "padding", 1)
                .input(normal(2, 3, 6, 5).with(49, Double.POSITIVE_INFINITY)),
            conv("wrong_channels", 3, 4, 3)
                .input(normal(2, 4, 5, 5))
                .refused("expected input[2, 4, 5, 5] to have 3 channels, but got 4"),
            conv("wrong_channels_unbatched", 3, 4, 3)
                .input(normal(4, 5, 5))
                .refused("expected input[4, 5, 5] to have 3 channels, but got 4"),
            conv("wrong_rank", 3, 4, 3)
                .input(normal(3, 5))
                .refused("Expected 3D (unbatched) or 4D (batched) input to conv2d"),
            conv("kernel_too_wide", 3, 4, sizes(2, 6), "padding", sizes(0, 1))
                .input(normal(2, 3, 4, 3))
                .refused("padded input size per channel: (4 x 5), kernel size: (2 x 6)"),
            conv("same_with_stride", 3, 4, 3, "padding", "same", "stride", sizes(1, 2))
                .input(normal(2, 3, 5, 5))
                .refused("padding='same' is not supported for strided convolutions"),
            conv("reflect_too_wide", 2, 3, 3, "padding", sizes(1, 5), "padding_mode", "reflect")
                .input(normal(2, 2, 5, 5))
                .refused("padding (5, 5) is too wide for padding_mode='reflect'"),
            conv("groups_do_not_divide", 3, 4, 3, "groups", 2)
                .input(normal(2, 3, 5, 5))
                .refused("in_channels must be divisible by groups"),
            conv("empty_axis", 3, 4, 3, "padding", 2)
                .input(normal(2, 3, 0, 5))
                .refused("Conv2d: expected an input with no empty axis"));
  }

  private static Row conv3d() {
    return Row.of(
            "Conv3d",
            a ->
                new Conv3d(
                    a.integer("in_channels"),
                    a.integer("out_channels"),
                    a.ints("kernel_size", 3),
                    convOptions(a, 3)))
        .samples(
            conv("defaults", 2, 3, 2).input(normal(2, 2, 3, 4, 5)),
            conv("unbatched", 2, 3, sizes(1, 2, 3)).input(normal(2, 2, 3, 5)),
            conv("batch_of_one", 1, 2, 2).input(normal(1, 1, 3, 3, 3)),
            conv("kernel_of_one", 3, 4, 1).input(normal(2, 3, 2, 3, 2)),
            conv("stride", 2, 3, 2, "stride", sizes(1, 2, 3)).input(normal(2, 2, 3, 5, 7)),
            conv("padding", 2, 3, sizes(2, 3, 1), "padding", sizes(2, 0, 1))
                .input(normal(2, 2, 2, 4, 3)),
            conv("padding_same", 2, 3, 3, "padding", "same").input(normal(2, 2, 2, 4, 3)),
            conv("padding_same_even_kernel", 2, 3, sizes(3, 2, 4), "padding", "same")
                .input(normal(2, 2, 2, 4, 3)),
            conv("padding_valid", 2, 3, 2, "padding", "valid").input(normal(2, 2, 2, 4, 3)),
            conv("dilation", 2, 3, 2, "dilation", sizes(2, 1, 3)).input(normal(2, 2, 4, 3, 5)),
            conv(
                    "stride_dilation_padding_groups",
                    4,
                    2,
                    sizes(2, 3, 2),
                    "stride",
                    sizes(2, 1, 2),
                    "padding",
                    sizes(1, 2, 0),
                    "dilation",
                    sizes(1, 2, 3),
                    "groups",
                    2)
                .input(normal(2, 4, 3, 4, 7)),
            conv("groups", 4, 6, 2, "groups", 2).input(normal(2, 4, 3, 3, 2)),
            conv("depthwise", 3, 3, 2, "groups", 3, "padding", 1).input(normal(2, 3, 2, 3, 2)),
            conv("no_bias", 2, 3, 2, "bias", false).input(normal(2, 2, 3, 4, 2)),
            conv("reflect", 2, 3, 2, "padding", sizes(1, 2, 0), "padding_mode", "reflect")
                .input(normal(2, 2, 2, 3, 4)),
            conv("replicate", 2, 3, 2, "padding", sizes(3, 1, 2), "padding_mode", "replicate")
                .input(normal(2, 2, 2, 3, 1)),
            conv("replicate_unbatched", 2, 3, 2, "padding", 1, "padding_mode", "replicate")
                .input(normal(2, 2, 3, 2)),
            conv(
                    "circular",
                    2,
                    3,
                    2,
                    "padding",
                    sizes(2, 1, 0),
                    "padding_mode",
                    "circular",
                    "stride",
                    2)
                .input(normal(2, 2, 2, 3, 4)),
            conv("many_channels", 13, 17, 3, "padding", 1).input(normal(2, 13, 5, 7, 11)),
            conv("empty_batch", 2, 3, 2)
                .input(normal(0, 2, 3, 3, 3))
                .zeroGradient("grad.weight", "a sum over no samples")
                .zeroGradient("grad.bias", "a sum over no samples"),
            conv("large_values", 2, 3, 2).input(normal(2, 2, 3, 4, 2).times(1e4)),
            conv("not_a_number", 2, 3, 2).input(normal(2, 2, 3, 4, 2).with(30, Double.NaN)),
            conv("wrong_channels", 2, 3, 2)
                .input(normal(2, 3, 3, 3, 3))
                .refused("expected input[2, 3, 3, 3, 3] to have 2 channels, but got 3"),
            conv("wrong_rank", 2, 3, 2)
                .input(normal(2, 3, 3))
                .refused("Expected 4D (unbatched) or 5D (batched) input to conv3d"),
            conv("kernel_too_deep", 2, 3, sizes(3, 1, 1))
                .input(normal(2, 2, 2, 3, 3))
                .refused("padded input size per channel: (2 x 3 x 3), kernel size: (3 x 1 x 1)"),
            conv("same_with_stride", 2, 3, 2, "padding", "same", "stride", 2)
                .input(normal(2, 2, 3, 3, 3))
                .refused("padding='same' is not supported for strided convolutions"),
            conv("groups_do_not_divide", 4, 3, 2, "groups", 2)
                .input(normal(2, 4, 3, 3, 3))
                .refused("out_channels must be divisible by groups"));
  }
}
