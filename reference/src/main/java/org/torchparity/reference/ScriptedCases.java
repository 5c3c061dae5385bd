package org.torchparity.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Single cases in which libtorch's C++ module is not torch.nn's Python one, as Python's lines: a
 * {@code Linear} without inputs, an {@code Unfold} or an {@code output_size} without a batch, which
 * C++ refuses, and {@code padding='same'} in another mode than zeros, which C++ puts on the wrong
 * axes. All others run the C++ module.
 */
final class ScriptedCases {
  private ScriptedCases() {}

  /** The body of forward for a case, if it needs one. */
  static Optional<String> body(Case c) {
    String name = c.spec().simpleName();
    ArgReader a = new ArgReader(name, c.spec().args());
    if (name.equals("Linear") && Long.valueOf(0).equals(a.raw("in_features"))) {
      return Optional.of("return torch.linear(x0, weight, " + bias(a) + ")");
    }
    if (name.equals("Unfold") && isUnbatched(c, 3)) {
      return Optional.of(
          "return torch.im2col(x0, %s, %s, %s, %s)"
              .formatted(
                  text(a.ints("kernel_size", 2)),
                  text(a.ints("dilation", 2, 1)),
                  text(a.ints("padding", 2, 0)),
                  text(a.ints("stride", 2, 1))));
    }
    if (name.matches("Conv[123]d")
        && "same".equals(a.raw("padding"))
        && !a.string("padding_mode", "zeros").equals("zeros")) {
      return Optional.of(same(a, name.charAt(4) - '0'));
    }
    if (name.matches("ConvTranspose[123]d") && c.call().asMap().get("output_size") != null) {
      int axes = name.charAt(13) - '0';
      if (isUnbatched(c, axes + 1)) {
        return Optional.of(transposed(a, axes, c));
      }
    }
    return Optional.empty();
  }

  private static boolean isUnbatched(Case c, int rank) {
    Tensor input = c.inputs().get("0");
    return input != null && input.rank() == rank;
  }

  /** Pads as {@code torch.nn.functional.pad} wants it: the last axis first. */
  private static String same(ArgReader a, int axes) {
    int[] kernel = a.ints("kernel_size", axes);
    int[] dilation = a.ints("dilation", axes, 1);
    List<Integer> pads = new ArrayList<>();
    for (int axis = axes - 1; axis >= 0; axis--) {
      int total = dilation[axis] * (kernel[axis] - 1);
      pads.add(total / 2);
      pads.add(total - total / 2);
    }
    return "return torch.conv%dd(torch.pad(x0, %s, mode='%s'), weight, %s, %s, %s, %s, %d)"
        .formatted(
            axes,
            pads,
            a.string("padding_mode"),
            bias(a),
            text(a.ints("stride", axes, 1)),
            Collections.nCopies(axes, 0),
            text(dilation),
            a.integer("groups", 1));
  }

  /** The output padding that leads to the size wanted, as {@code _output_padding} finds it. */
  private static String transposed(ArgReader a, int axes, Case c) {
    Shape input = c.inputs().values().iterator().next().shape();
    int[] wanted = new ArgReader("ConvTranspose", c.call()).intList("output_size");
    int[] kernel = a.ints("kernel_size", axes);
    int[] stride = a.ints("stride", axes, 1);
    int[] padding = a.ints("padding", axes, 0);
    int[] dilation = a.ints("dilation", axes, 1);
    int[] added = new int[axes];
    for (int axis = 0; axis < axes; axis++) {
      int least =
          (input.size(axis + 1) - 1) * stride[axis]
              - 2 * padding[axis]
              + dilation[axis] * (kernel[axis] - 1)
              + 1;
      added[axis] = wanted[wanted.length - axes + axis] - least;
    }
    return "return torch.conv_transpose%dd(x0, weight, %s, %s, %s, %s, %d, %s)"
        .formatted(
            axes,
            bias(a),
            text(stride),
            text(padding),
            text(added),
            a.integer("groups", 1),
            text(dilation));
  }

  private static String bias(ArgReader a) {
    return a.bool("bias", true) ? "bias" : "None";
  }

  private static String text(int[] sizes) {
    return Arrays.toString(sizes);
  }
}
