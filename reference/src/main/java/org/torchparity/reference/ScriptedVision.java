package org.torchparity.reference;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.ArgReader;

/** Rows of {@link ScriptedModules} for the vision layers without a C++ class or an argument. */
final class ScriptedVision {
  static final Map<String, Function<ArgReader, String>> ROWS =
      Map.of(
          "ChannelShuffle",
          a -> "return torch.channel_shuffle(x0, " + a.integer("groups") + ")",
          "Upsample",
          ScriptedVision::upsample,
          "UpsamplingNearest2d",
          a -> "return torch.upsample_nearest2d(x0, " + size(a) + ", " + factors(a) + ")",
          "UpsamplingBilinear2d",
          a -> "return torch.upsample_bilinear2d(x0, " + size(a) + ", True, " + factors(a) + ")");

  private ScriptedVision() {}

  /**
   * The C++ class has all arguments but {@code recompute_scale_factor}, and warns on standard error
   * of fractions and of {@code align_corners} left out.
   */
  private static String upsample(ArgReader a) {
    String size = size(a);
    String factors = factors(a);
    String mode = a.string("mode", "nearest");
    boolean align = a.has("align_corners") && a.bool("align_corners", false);
    boolean warns =
        isFraction(a.raw("scale_factor")) || !(mode.equals("nearest") || a.has("align_corners"));
    if (!a.has("recompute_scale_factor") && !warns) {
      return ScriptedModules.BOUND;
    }
    String prologue = "";
    if (a.bool("recompute_scale_factor", false)) {
      prologue =
          "factors = "
              + factors
              + "\nsize: List[int] = []\nfor i in range(len(factors)):\n"
              + "    size.append(int(float(x0.size(i + 2)) * factors[i]))\n";
      size = "size";
      factors = "None";
    }
    String call = "(x0, " + size + (mode.equals("nearest") ? "" : align ? ", True" : ", False");
    String end = call + ", " + factors + ")";
    return prologue
        + switch (mode) {
          case "nearest" ->
              "if x0.dim() == 3:\n    return torch.upsample_nearest1d"
                  + end
                  + "\nif x0.dim() == 4:\n    return torch.upsample_nearest2d"
                  + end
                  + "\nreturn torch.upsample_nearest3d"
                  + end;
          case "linear" -> "return torch.upsample_linear1d" + end;
          case "bilinear" -> "return torch.upsample_bilinear2d" + end;
          case "bicubic" -> "return torch.upsample_bicubic2d" + end;
          default -> "return torch.upsample_trilinear3d" + end;
        };
  }

  private static String size(ArgReader a) {
    return perAxis(a.raw("size"));
  }

  /** Factors as torch takes them: floating-point, be they whole or not. */
  private static String factors(ArgReader a) {
    Object given = a.raw("scale_factor");
    if (given instanceof List<?> list) {
      return perAxis(list.stream().map(each -> ((Number) each).doubleValue()).toList());
    }
    return perAxis(given instanceof Number number ? number.doubleValue() : null);
  }

  /** One number stands for all spatial axes. */
  private static String perAxis(@Nullable Object given) {
    if (given == null || given instanceof List) {
      return given == null ? "None" : given.toString();
    }
    return "[" + given + "] * (x0.dim() - 2)";
  }

  private static boolean isFraction(@Nullable Object factor) {
    return factor instanceof List<?> list
        ? list.stream().anyMatch(ScriptedVision::isFraction)
        : factor instanceof Double;
  }
}
