package org.torchparity.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.nn.conv.ConvOptions;
import org.torchparity.nn.conv.ConvPadding;
import org.torchparity.nn.conv.ConvTransposeOptions;
import org.torchparity.nn.conv.PaddingMode;
import org.torchparity.nn.conv.SlidingOptions;

/** Convolutions, transposed convolutions, and the patches they are made of. */
final class ConvFamily {
  private ConvFamily() {}

  static Family family() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(ConvRows.rows());
    rows.addAll(ConvTransposeRows.rows());
    rows.addAll(FoldRows.rows());
    return new Family("conv", rows);
  }

  static ConvOptions convOptions(ArgReader a, int axes) {
    ConvPadding padding =
        a.raw("padding") instanceof String name
            ? ConvPadding.ofTorchName(name)
            : ConvPadding.of(a.ints("padding", axes, 0));
    return new ConvOptions(
        list(a.ints("stride", axes, 1)),
        padding,
        list(a.ints("dilation", axes, 1)),
        a.integer("groups", 1),
        a.bool("bias", true),
        PaddingMode.ofTorchName(a.string("padding_mode", "zeros")));
  }

  static ConvTransposeOptions convTransposeOptions(ArgReader a, int axes) {
    return new ConvTransposeOptions(
        list(a.ints("stride", axes, 1)),
        list(a.ints("padding", axes, 0)),
        list(a.ints("output_padding", axes, 0)),
        a.integer("groups", 1),
        a.bool("bias", true),
        list(a.ints("dilation", axes, 1)),
        PaddingMode.ofTorchName(a.string("padding_mode", "zeros")));
  }

  static SlidingOptions slidingOptions(ArgReader a) {
    return new SlidingOptions(
        list(a.ints("dilation", 2, 1)),
        list(a.ints("padding", 2, 0)),
        list(a.ints("stride", 2, 1)));
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** A sample of the arguments every convolution needs, and some others by name. */
  static Sample conv(String name, int in, int out, Object kernel, @Nullable Object... others) {
    @Nullable Object[] all = new @Nullable Object[6 + others.length];
    System.arraycopy(
        new Object[] {"in_channels", in, "out_channels", out, "kernel_size", kernel}, 0, all, 0, 6);
    System.arraycopy(others, 0, all, 6, others.length);
    return Sample.sample(name, all);
  }

  static int[] sizes(int... sizes) {
    return sizes;
  }
}
