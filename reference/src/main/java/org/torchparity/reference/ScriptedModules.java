package org.torchparity.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.torchparity.fixtures.Case;

/**
 * Rows for the modules of torch.nn that have no C++ class, or one that cannot take some arguments:
 * their forward in terms of torch's operators, with the meaning that torch/nn/functional.py gives
 * it.
 */
final class ScriptedModules {
  /** A script, and the cases that need it. */
  record Row(Script script, Predicate<Case> when) {}

  private static final Map<String, Row> ROWS = new HashMap<>();

  static {
    row("Hardsigmoid", "bool inplace=False", "return torch.hardsigmoid(input)");
    row("Hardswish", "bool inplace=False", "return torch.hardswish(input)");
    // C++ requires an axis.
    softmax("Softmax", "torch.softmax(input, axis)");
    softmax("Softmin", "torch.softmax(-input, axis)");
    softmax("LogSoftmax", "torch.log_softmax(input, axis)");
    row("ChannelShuffle", "int groups", "return torch.channel_shuffle(input, groups)");
    for (int axes = 1; axes <= 3; axes++) {
      row(
          "CircularPad" + axes + "d",
          "int[" + 2 * axes + "] padding",
          """
          assert input.dim() == %1$d or input.dim() == %2$d, \
              'expected %1$dD or %2$dD input (got ' + str(input.dim()) + 'D input)'
          return torch.pad(input, padding, 'circular')
          """
              .formatted(axes + 1, axes + 2));
    }
    row(
        "Dropout1d",
        "float p=0.5, bool inplace=False",
        """
        assert p >= 0.0 and p <= 1.0, \
            'dropout probability has to be between 0 and 1, but got ' + str(p)
        assert input.dim() == 2 or input.dim() == 3, \
            'dropout1d: Expected 2D or 3D input, but received a ' + str(input.dim()) + 'D input'
        if input.dim() == 2:
            return torch.feature_dropout(input.unsqueeze(0), p, training).squeeze(0)
        return torch.feature_dropout(input, p, training)
        """);
    // C++ adds a batch to an input of three axes; Python takes the first of them for it.
    rowWhen(
        c -> c.inputs().values().stream().anyMatch(x -> x.rank() != 4),
        "Dropout2d",
        "float p=0.5, bool inplace=False",
        "return torch.feature_dropout(input, p, training)");
    // C++ takes an input without a batch for one with it.
    rowWhen(
        c -> c.inputs().values().stream().anyMatch(x -> x.rank() != 5),
        "Dropout3d",
        "float p=0.5, bool inplace=False",
        "return torch.feature_dropout(input.unsqueeze(0), p, training).squeeze(0)");
    pooling();
    ScriptedLinear.rows().forEach(row -> ROWS.put(row.script().module(), row));
    row(
        "GaussianNLLLoss",
        "bool full=False, float eps=1e-6, str reduction='mean'",
        """
        assert reduction == 'none' or reduction == 'mean' or reduction == 'sum', \
            reduction + ' is not valid'
        assert not bool((var < 0).any()), 'var has negative entry/entries'
        if var.size() != input.size():
            if input.size()[:-1] == var.size():
                var = var.unsqueeze(-1)
            else:
                differing = 0
                for d in range(min(input.dim(), var.dim())):
                    if input.size(d) != var.size(d):
                        differing += var.size(d)
                assert input.dim() == var.dim() and differing == 1, 'var is of incorrect size'
        # Clamped without autograd's knowledge: the gradient is that of the formula.
        clamped = var.clone()
        clamped.detach().clamp_(min=eps)
        loss = 0.5 * (torch.log(clamped) + (input - target) ** 2 / clamped)
        if full:
            loss = loss + 0.9189385332046727
        if reduction == 'mean':
            return loss.mean()
        if reduction == 'sum':
            return loss.sum()
        return loss
        """);
    row(
        "RMSNorm",
        "int[] normalized_shape, float? eps=None, bool elementwise_affine=True",
        "return torch.rms_norm(input, normalized_shape, weight, eps)",
        "weight");
    // C++ has no argument bias.
    rowWhen(
        c -> c.spec().args().asMap().containsKey("bias"),
        "LayerNorm",
        "int[] normalized_shape, float eps=1e-5, bool elementwise_affine=True, bool bias=True",
        "return torch.layer_norm(input, normalized_shape, weight, bias, eps)",
        "weight",
        "bias");
    // C++ has an integer k.
    rowWhen(
        c -> c.spec().args().asMap().get("k") instanceof Double k && k != Math.rint(k),
        "CrossMapLRN2d",
        "int size, float alpha=1e-4, float beta=0.75, float k=1.0",
        """
        assert input.dim() == 4, \
            'CrossMapLRN2d: expected 4D input, got ' + str(input.dim()) + 'D input instead'
        reach = (size - 1) // 2
        squares = (input * input).unsqueeze(1)
        window = torch.avg_pool3d(torch.pad(squares, [0, 0, 0, 0, reach, reach]),
            [2 * reach + 1, 1, 1], [1, 1, 1]).squeeze(1) * (2 * reach + 1)
        return input * (k + alpha / size * window) ** -beta
        """);
    // C++ has no nearest-exact, no recompute_scale_factor, and no one size for every axis.
    String sizes = "int[]? size=None, float[]? scale_factor=None";
    row(
        "Upsample",
        sizes + ", str mode='nearest', bool? align_corners=None, bool? recompute_scale_factor=None",
        Interpolate.BODY);
    row(
        "UpsamplingNearest2d",
        sizes,
        """
        mode = 'nearest'
        align_corners: Optional[bool] = None
        recompute_scale_factor: Optional[bool] = None
        """
            + Interpolate.BODY);
    row(
        "UpsamplingBilinear2d",
        sizes,
        """
        mode = 'bilinear'
        align_corners: Optional[bool] = True
        recompute_scale_factor: Optional[bool] = None
        """
            + Interpolate.BODY);
  }

  private ScriptedModules() {}

  /** Python's choice of an axis by the rank, where there is no dim. */
  private static void softmax(String module, String function) {
    rowWhen(
        c -> c.spec().args().asMap().get("dim") == null,
        module,
        "int? dim=None",
        """
        axis = 1
        if input.dim() == 0 or input.dim() == 1 or input.dim() == 3:
            axis = 0
        return %s
        """
            .formatted(function));
  }

  private static void pooling() {
    // C++ takes no output_size without batch and channels, and no input without a batch.
    for (int axes = 1; axes <= 3; axes++) {
      String perAxis = "int[" + axes + "]";
      put(
          new Script(
              "MaxUnpool" + axes + "d",
              Script.arguments(
                  "%1$s kernel_size, %1$s? stride=None, %1$s padding=0".formatted(perAxis)),
              Script.arguments("int[]? output_size=None"),
              List.of(),
              """
              steps = kernel_size if stride is None else stride
              first = input.dim() - len(kernel_size)
              sizes: List[int] = []
              for d in range(len(kernel_size)):
                  sizes.append((input.size(first + d) - 1) * steps[d] + kernel_size[d]
                      - 2 * padding[d])
              if output_size is not None:
                  wanted = output_size
                  if len(wanted) == len(kernel_size) + 2:
                      wanted = wanted[2:]
                  assert len(wanted) == len(kernel_size), \
                      'output_size should be a sequence containing ' + str(len(kernel_size)) \
                      + ' or ' + str(len(kernel_size) + 2) + ' elements, but it has a length of ' \
                      + str(len(output_size))
                  for d in range(len(kernel_size)):
                      assert sizes[d] - steps[d] < wanted[d] and wanted[d] < sizes[d] + steps[d], \
                          'invalid output_size ' + str(output_size) + ' (dim ' + str(d) \
                          + ' must be between ' + str(sizes[d] - steps[d]) + ' and ' \
                          + str(sizes[d] + steps[d]) + ')'
                  sizes = wanted
              """
                  + (axes == 1
                      ? "return torch.max_unpool2d(input.unsqueeze(-1), indices.unsqueeze(-1),"
                          + " sizes + [1]).squeeze(-1)"
                      : axes == 2
                          ? "return torch.max_unpool2d(input, indices, sizes)"
                          : "return torch.max_unpool3d(input, indices, sizes, steps, padding)")),
          c -> true);
    }
    // The presets lose output_size and output_ratio on the way to C++.
    for (int axes = 2; axes <= 3; axes++) {
      String function = "fractional_max_pool" + axes + "d";
      row(
          "FractionalMaxPool" + axes + "d",
          "int[%1$d] kernel_size, int[%1$d]? output_size=None, float[%1$d]? output_ratio=None, "
                  .formatted(axes)
              + "bool return_indices=False, Tensor? _random_samples=None",
          """
          sizes: List[int] = []
          if output_size is not None:
              assert output_ratio is None, \
                  'only one of output_size and output_ratio may be specified'
              sizes = output_size
          else:
              assert output_ratio is not None, \
                  '%1$s requires specifying either an output_size or an output_ratio'
              for ratio in output_ratio:
                  assert ratio > 0 and ratio < 1, \
                      'output_ratio must be between 0 and 1 (got ' + str(output_ratio) + ')'
                  sizes.append(int(input.size(len(sizes) - len(kernel_size)) * ratio))
          if _random_samples is None:
              batch = 1 if input.dim() == %2$d + 1 else input.size(0)
              samples = torch.rand([batch, input.size(-%2$d - 1), %2$d], dtype=input.dtype)
          else:
              samples = _random_samples
          return torch.%1$s(input, kernel_size, sizes, samples)"""
              .formatted(function, axes));
    }
  }

  private static void row(String module, String arguments, String body, String... state) {
    rowWhen(c -> true, module, arguments, body, state);
  }

  private static void rowWhen(
      Predicate<Case> when, String module, String arguments, String body, String... state) {
    List<Script.Argument> constructor = Script.arguments(arguments);
    put(new Script(module, constructor, List.of(), List.of(state), body), when);
  }

  private static void put(Script script, Predicate<Case> when) {
    ROWS.put(script.module(), new Row(script, when));
  }

  /** The script of a case's module, if a row here is for the case. */
  static Optional<Script> of(Case c) {
    Row row = ROWS.get(c.spec().simpleName());
    return row != null && row.when().test(c) ? Optional.of(row.script()) : Optional.empty();
  }
}
