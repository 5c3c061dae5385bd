package org.torchparity.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Case;

/**
 * Rows for the modules of torch.nn that have no C++ class of their own, or one that lacks an
 * argument: their forward as TorchScript, as torch/nn/functional.py has it.
 */
final class ScriptedModules {
  /** What a row returns of arguments that the C++ class has. */
  static final String BOUND = "";

  private static final Map<String, Function<ArgReader, String>> ROWS = new HashMap<>();

  static {
    ROWS.putAll(ScriptedVision.ROWS);
    ROWS.put(
        "RMSNorm",
        a -> {
          String weight = a.bool("elementwise_affine", true) ? "weight" : "None";
          return "return torch.rms_norm(x0, "
              + Arrays.toString(a.intList("normalized_shape"))
              + ", "
              + weight
              + ", "
              + epsilon(a)
              + ")";
        });
    ROWS.put(
        "LayerNorm",
        a -> {
          boolean affine = a.bool("elementwise_affine", true);
          boolean bias = a.bool("bias", true);
          return "return torch.layer_norm(x0, "
              + Arrays.toString(a.intList("normalized_shape"))
              + ", "
              + (affine ? "weight" : "None")
              + ", "
              + (affine && bias ? "bias" : "None")
              + ", "
              + a.real("eps", 1e-5)
              + ")";
        });
  }

  private ScriptedModules() {}

  /** The body of forward for a case, if its module has a row here. */
  static Optional<String> body(Case c) {
    Function<ArgReader, String> row = ROWS.get(c.spec().simpleName());
    if (row == null) {
      return Optional.empty();
    }
    ArgReader reader = new ArgReader(c.spec().simpleName(), c.spec().args());
    String body = row.apply(reader);
    reader.finish();
    return body.equals(BOUND) ? Optional.empty() : Optional.of(body);
  }

  private static String epsilon(ArgReader a) {
    Double eps = a.realOrNone("eps", null);
    return eps == null ? "None" : eps.toString();
  }
}
