package org.torchparity.reference;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/**
 * Rows for the linear and convolution layers in the cases in which C++ is not Python: a Linear
 * without inputs, an Unfold or an {@code output_size} without a batch, which C++ refuses, and
 * {@code padding='same'} in another mode than zeros, which C++ puts on the wrong axes.
 */
final class ScriptedLinear {
  private static final List<String> STATE = List.of("weight", "bias");

  /** A script has no values of its own to begin with. */
  private static final String WEIGHT =
      "assert weight is not None, 'Missing key(s) in state_dict: [weight]'\n";

  private ScriptedLinear() {}

  static List<ScriptedModules.Row> rows() {
    List<ScriptedModules.Row> rows = new ArrayList<>();
    rows.add(linear());
    rows.add(unfold());
    for (int axes = 1; axes <= 3; axes++) {
      rows.add(samePadding(axes));
      rows.add(transposed(axes));
    }
    return rows;
  }

  private static boolean isOfRank(Case c, int rank) {
    Tensor input = c.inputs().values().stream().findFirst().orElse(null);
    return input != null && input.rank() == rank;
  }

  private static ScriptedModules.Row linear() {
    return new ScriptedModules.Row(
        new Script(
            "Linear",
            Script.arguments("int in_features, int out_features, bool bias=True"),
            List.of(),
            STATE,
            WEIGHT + "return torch.linear(input, weight, bias)"),
        c -> Long.valueOf(0).equals(c.spec().args().asMap().get("in_features")));
  }

  private static ScriptedModules.Row unfold() {
    return new ScriptedModules.Row(
        new Script(
            "Unfold",
            Script.arguments(
                "int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1"),
            List.of(),
            List.of(),
            "return torch.im2col(input, kernel_size, dilation, padding, stride)"),
        c -> isOfRank(c, 3));
  }

  private static ScriptedModules.Row samePadding(int axes) {
    return new ScriptedModules.Row(
        new Script(
            "Conv" + axes + "d",
            Script.arguments(
                ("int in_channels, int out_channels, int[%1$d] kernel_size, int[%1$d] stride=1,"
                        + " str padding, int[%1$d] dilation=1, int groups=1, bool bias=True,"
                        + " str padding_mode")
                    .formatted(axes)),
            List.of(),
            STATE,
            WEIGHT
                + """
            pads: List[int] = []
            for i in range(%1$d):
                assert stride[i] == 1, 'padding=\\'same\\' is not supported for strided convolutions'
                total = dilation[%1$d - 1 - i] * (kernel_size[%1$d - 1 - i] - 1)
                pads.append(total // 2)
                pads.append(total - total // 2)
            padded = torch.pad(input, pads, padding_mode)
            return torch.conv%1$dd(padded, weight, bias, stride, [0] * %1$d, dilation, groups)
            """
                    .formatted(axes)),
        c -> {
          Object mode = c.spec().args().asMap().get("padding_mode");
          return "same".equals(c.spec().args().asMap().get("padding"))
              && mode != null
              && !mode.equals("zeros");
        });
  }

  /** The output padding that leads to the size wanted, as {@code _output_padding} finds it. */
  private static ScriptedModules.Row transposed(int axes) {
    return new ScriptedModules.Row(
        new Script(
            "ConvTranspose" + axes + "d",
            Script.arguments(
                ("int in_channels, int out_channels, int[%1$d] kernel_size, int[%1$d] stride=1,"
                        + " int[%1$d] padding=0, int[%1$d] output_padding=0, int groups=1,"
                        + " bool bias=True, int[%1$d] dilation=1, str padding_mode='zeros'")
                    .formatted(axes)),
            Script.arguments("int[] output_size"),
            STATE,
            WEIGHT
                + """
            added: List[int] = []
            for d in range(%1$d):
                least = (input.size(d + 1) - 1) * stride[d] - 2 * padding[d] \
                    + dilation[d] * (kernel_size[d] - 1) + 1
                added.append(output_size[len(output_size) - %1$d + d] - least)
            return torch.conv_transpose%1$dd(input, weight, bias, stride, padding, added, groups,
                dilation)
            """
                    .formatted(axes)),
        c -> c.call().asMap().get("output_size") != null && isOfRank(c, axes + 1));
  }
}
