package org.torchparity.catalogue;

import static org.torchparity.catalogue.ConvFamily.conv;
import static org.torchparity.catalogue.ConvFamily.convTransposeOptions;
import static org.torchparity.catalogue.ConvFamily.sizes;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;

import java.util.List;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Case;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.conv.ConvTranspose1d;
import org.torchparity.nn.conv.ConvTranspose2d;
import org.torchparity.nn.conv.ConvTranspose3d;
import org.torchparity.tensor.Tensor;

/** Transposed convolutions; {@code output_size} is an argument of their forward. */
final class ConvTransposeRows {
  private ConvTransposeRows() {}

  static List<Row> rows() {
    return List.of(convTranspose1d(), convTranspose2d(), convTranspose3d());
  }

  /** A transposed convolution's second way to be called. */
  private interface Sized<M extends Module> {
    Pass forward(M module, Tensor input, int[] outputSize);
  }

  private static <M extends Module> Pass call(
      Module module, Class<M> type, Case c, ArgReader call, Sized<M> sized) {
    Tensor[] inputs = c.inputs().values().toArray(Tensor[]::new);
    return call.raw("output_size") == null
        ? module.forward(inputs)
        : sized.forward(type.cast(module), inputs[0], call.intList("output_size"));
  }

  private static Row convTranspose1d() {
    return Row.of(
            "ConvTranspose1d",
            a ->
                new ConvTranspose1d(
                    a.integer("in_channels"),
                    a.integer("out_channels"),
                    a.ints("kernel_size", 1),
                    convTransposeOptions(a, 1)))
        .calledBy(
            (module, c, call) ->
                call(module, ConvTranspose1d.class, c, call, ConvTranspose1d::forward))
        .samples(
            conv("defaults", 3, 4, 3).input(normal(2, 3, 7)),
            conv("unbatched", 3, 4, 3).input(normal(3, 7)),
            conv("batch_of_one", 3, 4, 2).input(normal(1, 3, 5)),
            conv("one_position", 3, 4, 5).input(normal(2, 3, 1)),
            conv("kernel_of_one", 3, 5, 1).input(normal(2, 3, 7)),
            conv("stride", 3, 4, 3, "stride", 2).input(normal(2, 3, 6)),
            conv("stride_beyond_the_kernel", 2, 3, 2, "stride", 4).input(normal(2, 2, 5)),
            conv("padding", 3, 4, 3, "padding", 1).input(normal(2, 3, 7)),
            conv("dilation", 3, 4, 3, "dilation", 2).input(normal(2, 3, 7)),
            conv("output_padding", 3, 4, 3, "stride", 3, "output_padding", 2)
                .input(normal(2, 3, 5)),
            conv("output_padding_below_dilation", 2, 3, 3, "dilation", 3, "output_padding", 1)
                .input(normal(2, 2, 5)),
            conv(
                    "everything",
                    4,
                    6,
                    3,
                    "stride",
                    3,
                    "padding",
                    2,
                    "output_padding",
                    1,
                    "groups",
                    2,
                    "dilation",
                    2)
                .input(normal(2, 4, 7)),
            conv("groups", 4, 6, 3, "groups", 2).input(normal(2, 4, 5)),
            conv("depthwise", 5, 5, 3, "groups", 5, "stride", 2).input(normal(2, 5, 5)),
            conv("no_bias", 3, 4, 3, "bias", false).input(normal(2, 3, 5)),
            conv("padding_mode_zeros", 3, 4, 3, "padding_mode", "zeros").input(normal(2, 3, 5)),
            conv("output_size", 3, 4, 3, "stride", 3)
                .input(normal(2, 3, 5))
                .call("output_size", sizes(17)),
            conv("output_size_of_all_axes", 3, 4, 3, "stride", 2, "padding", 1)
                .input(normal(2, 3, 5))
                .call("output_size", sizes(2, 4, 10)),
            conv("output_size_unbatched", 3, 4, 3, "stride", 2)
                .input(normal(3, 5))
                .call("output_size", sizes(12)),
            conv("many_channels", 67, 33, 3, "stride", 2).input(normal(3, 67, 53)),
            conv("empty_batch", 3, 4, 3)
                .input(normal(0, 3, 7))
                .zeroGradient("grad.weight", "a sum over no samples")
                .zeroGradient("grad.bias", "a sum over no samples"),
            conv("large_values", 3, 4, 3).input(normal(2, 3, 5).times(1e4)),
            conv("not_a_number", 2, 3, 3).input(normal(2, 2, 7).with(9, Double.NaN)),
            conv("wrong_channels", 3, 4, 3)
                .input(normal(2, 4, 9))
                .refused("expected input[2, 4, 9] to have 3 channels, but got 4 channels instead"),
            conv("wrong_rank", 3, 4, 3)
                .input(normal(2, 3, 5, 5))
                .refused("Expected 2D (unbatched) or 3D (batched) input to convtranspose1d"),
            conv("integer_input", 3, 4, 3)
                .input(integers(0, 5, 2, 3, 9))
                .refused("ConvTranspose1d: expected input of dtype"),
            conv("output_too_small", 3, 4, 2, "padding", 3)
                .input(normal(2, 3, 4))
                .refused("calculated output size per channel: (-1). Output size is too small"),
            conv("output_padding_too_great", 3, 4, 3, "stride", 2, "output_padding", 2)
                .input(normal(2, 3, 5))
                .refused("output padding must be smaller than either stride or dilation"),
            conv("output_size_out_of_reach", 3, 4, 3, "stride", 2)
                .input(normal(2, 3, 5))
                .call("output_size", sizes(13))
                .refused("requested an output size of [13], but valid sizes range from [11] to"),
            conv("output_size_of_wrong_rank", 3, 4, 3, "stride", 2)
                .input(normal(2, 3, 5))
                .call("output_size", sizes(4, 11))
                .refused("output_size must have 1 or 3 elements (got 2)"),
            conv("padding_mode_reflect", 3, 4, 3, "padding_mode", "reflect")
                .input(normal(2, 3, 5))
                .refused("Only \"zeros\" padding mode is supported"),
            conv("groups_do_not_divide", 3, 4, 3, "groups", 2)
                .input(normal(2, 3, 5))
                .refused("in_channels must be divisible by groups, but got 3 and 2"));
  }

  private static Row convTranspose2d() {
    return Row.of(
            "ConvTranspose2d",
            a ->
                new ConvTranspose2d(
                    a.integer("in_channels"),
                    a.integer("out_channels"),
                    a.ints("kernel_size", 2),
                    convTransposeOptions(a, 2)))
        .calledBy(
            (module, c, call) ->
                call(module, ConvTranspose2d.class, c, call, ConvTranspose2d::forward))
        .samples(
            conv("defaults", 3, 4, 3).input(normal(2, 3, 4, 5)),
            conv("unbatched", 3, 4, sizes(2, 3)).input(normal(3, 4, 5)),
            conv("batch_of_one", 1, 1, 2).input(normal(1, 1, 3, 4)),
            conv("kernel_of_one", 3, 5, 1).input(normal(2, 3, 4, 3)),
            conv("stride", 3, 4, 3, "stride", sizes(2, 1)).input(normal(2, 3, 4, 3)),
            conv("padding", 3, 4, sizes(3, 4), "padding", sizes(1, 2)).input(normal(2, 3, 4, 5)),
            conv("dilation", 3, 4, 2, "dilation", sizes(1, 3)).input(normal(2, 3, 4, 3)),
            conv("output_padding", 3, 4, 3, "stride", sizes(2, 3), "output_padding", sizes(1, 2))
                .input(normal(2, 3, 4, 3)),
            conv(
                    "everything",
                    4,
                    6,
                    sizes(3, 2),
                    "stride",
                    sizes(2, 3),
                    "padding",
                    sizes(1, 2),
                    "output_padding",
                    sizes(0, 1),
                    "groups",
                    2,
                    "dilation",
                    sizes(2, 1))
                .input(normal(2, 4, 4, 5)),
            conv("groups", 4, 6, 3, "groups", 2).input(normal(2, 4, 4, 3)),
            conv("depthwise", 5, 10, 3, "groups", 5, "stride", 2, "padding", 1)
                .input(normal(2, 5, 4, 3)),
            conv("no_bias", 3, 4, 3, "bias", false).input(normal(2, 3, 4, 3)),
            conv("padding_mode_zeros", 3, 4, 3, "padding_mode", "zeros").input(normal(2, 3, 4, 3)),
            conv("output_size", 3, 4, 3, "stride", 2, "padding", 1)
                .input(normal(2, 3, 4, 5))
                .call("output_size", sizes(8, 9)),
            conv("many_channels", 33, 17, 3, "stride", 2).input(normal(3, 33, 11, 13)),
            conv("empty_batch", 3, 4, 3)
                .input(normal(0, 3, 4, 5))
                .zeroGradient("grad.weight", "a sum over no samples")
                .zeroGradient("grad.bias", "a sum over no samples"),
            conv("large_values", 3, 4, 3).input(normal(2, 3, 4, 5).times(1e4)),
            conv("infinity", 2, 3, 2).input(normal(2, 2, 3, 3).with(9, Double.POSITIVE_INFINITY)),
            conv("wrong_channels", 3, 4, 3)
                .input(normal(2, 4, 5, 5))
                .refused("expected input[2, 4, 5, 5] to have 3 channels, but got 4"),
            conv("wrong_rank", 3, 4, 3)
                .input(normal(3, 5))
                .refused("Expected 3D (unbatched) or 4D (batched) input to convtranspose2d"),
            conv("output_too_small", 3, 4, 2, "padding", sizes(0, 2))
                .input(normal(2, 3, 4, 2))
                .refused("calculated output size per channel: (5 x -1). Output size is too small"),
            conv("output_padding_too_great", 3, 4, 3, "output_padding", sizes(0, 1))
                .input(normal(2, 3, 4, 5))
                .refused("output padding must be smaller than either stride or dilation"),
            conv("output_size_out_of_reach", 3, 4, 3, "stride", 2)
                .input(normal(2, 3, 4, 5))
                .call("output_size", sizes(9, 10))
                .refused("requested an output size of [9, 10], but valid sizes range from [9, 11]"),
            conv("groups_do_not_divide", 4, 3, 3, "groups", 2)
                .input(normal(2, 4, 5, 5))
                .refused("out_channels must be divisible by groups, but got 3 and 2"));
  }

  private static Row convTranspose3d() {
    return Row.of(
            "ConvTranspose3d",
            a ->
                new ConvTranspose3d(
                    a.integer("in_channels"),
                    a.integer("out_channels"),
                    a.ints("kernel_size", 3),
                    convTransposeOptions(a, 3)))
        .calledBy(
            (module, c, call) ->
                call(module, ConvTranspose3d.class, c, call, ConvTranspose3d::forward))
        .samples(
            conv("defaults", 2, 3, 2).input(normal(2, 2, 2, 3, 4)),
            conv("unbatched", 2, 3, sizes(1, 2, 3)).input(normal(2, 2, 3, 2)),
            conv("batch_of_one", 1, 2, 2).input(normal(1, 1, 2, 2, 3)),
            conv("kernel_of_one", 3, 2, 1).input(normal(2, 3, 2, 3, 2)),
            conv("stride", 2, 3, 2, "stride", sizes(1, 2, 3)).input(normal(2, 2, 2, 3, 2)),
            conv("padding", 2, 3, 3, "padding", sizes(1, 0, 2)).input(normal(2, 2, 3, 2, 4)),
            conv("dilation", 2, 3, 2, "dilation", sizes(2, 1, 3)).input(normal(2, 2, 2, 3, 2)),
            conv(
                    "output_padding",
                    2,
                    3,
                    2,
                    "stride",
                    sizes(2, 3, 1),
                    "output_padding",
                    sizes(1, 2, 0))
                .input(normal(2, 2, 2, 3, 2)),
            conv(
                    "everything",
                    4,
                    2,
                    sizes(2, 1, 3),
                    "stride",
                    sizes(2, 3, 1),
                    "padding",
                    sizes(1, 0, 2),
                    "output_padding",
                    sizes(1, 0, 0),
                    "groups",
                    2,
                    "dilation",
                    sizes(1, 2, 2))
                .input(normal(2, 4, 3, 2, 3)),
            conv("groups", 4, 6, 2, "groups", 2).input(normal(2, 4, 2, 3, 2)),
            conv("depthwise", 3, 3, 2, "groups", 3, "stride", 2).input(normal(2, 3, 2, 2, 3)),
            conv("no_bias", 2, 3, 2, "bias", false).input(normal(2, 2, 2, 3, 2)),
            conv("padding_mode_zeros", 2, 3, 2, "padding_mode", "zeros")
                .input(normal(2, 2, 2, 3, 2)),
            conv("output_size", 2, 3, 2, "stride", 2)
                .input(normal(2, 2, 2, 3, 2))
                .call("output_size", sizes(4, 7, 5)),
            conv("many_channels", 17, 13, 3, "stride", 2, "padding", 1)
                .input(normal(2, 17, 4, 5, 7)),
            conv("empty_batch", 2, 3, 2)
                .input(normal(0, 2, 2, 3, 2))
                .zeroGradient("grad.weight", "a sum over no samples")
                .zeroGradient("grad.bias", "a sum over no samples"),
            conv("large_values", 2, 3, 2).input(normal(2, 2, 2, 3, 2).times(1e4)),
            conv("wrong_channels", 2, 3, 2)
                .input(normal(2, 3, 3, 3, 3))
                .refused("expected input[2, 3, 3, 3, 3] to have 2 channels, but got 3"),
            conv("wrong_rank", 2, 3, 2)
                .input(normal(2, 3, 3))
                .refused("Expected 4D (unbatched) or 5D (batched) input to convtranspose3d"),
            conv("output_too_small", 2, 3, 1, "padding", sizes(0, 1, 0))
                .input(normal(2, 2, 3, 2, 3))
                .refused("calculated output size per channel: (3 x 0 x 3). Output size is too"),
            conv("output_padding_too_great", 2, 3, 2, "output_padding", 1)
                .input(normal(2, 2, 3, 3, 3))
                .refused("output padding must be smaller than either stride or dilation"));
  }
}
