package org.torchparity.reference;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.tensor.Tensor;

/**
 * Rows for the modules whose arguments Python and C++ read differently: the module and arguments
 * that mean in C++ what the case says in Python.
 */
final class PythonArguments {
  /** Have {@code inplace} in Python only, where it changes nothing that a case observes. */
  private static final Set<String> INPLACE = Set.of("SiLU", "Mish");

  private static final Map<String, Function<Case, ModuleSpec>> ROWS =
      Map.of(
          "InstanceNorm1d", PythonArguments::instanceNorm,
          "InstanceNorm2d", PythonArguments::instanceNorm,
          "InstanceNorm3d", PythonArguments::instanceNorm,
          "Softmax", PythonArguments::softmax,
          "Softmin", PythonArguments::softmax,
          "LogSoftmax", PythonArguments::softmax);

  private PythonArguments() {}

  /** The module and arguments for C++. */
  static ModuleSpec translated(Case c) {
    String name = c.spec().simpleName();
    Function<Case, ModuleSpec> row = ROWS.get(name);
    if (row != null) {
      return row.apply(c);
    }
    return INPLACE.contains(name) ? spec(name, without(c.spec().args(), "inplace")) : c.spec();
  }

  /** Without a momentum the running statistics stay as they are. */
  private static ModuleSpec instanceNorm(Case c) {
    Args args = c.spec().args();
    return isNone(args, "momentum")
        ? spec(c.spec().simpleName(), args.with("momentum", 0.0))
        : c.spec();
  }

  /** Without a dim Python takes 0 for ranks 0, 1 and 3, else 1. */
  private static ModuleSpec softmax(Case c) {
    Args args = c.spec().args();
    if (args.asMap().get("dim") != null) {
      return c.spec();
    }
    int rank = rank(c);
    return spec(
        c.spec().simpleName(), args.with("dim", rank == 0 || rank == 1 || rank == 3 ? 0 : 1));
  }

  private static int rank(Case c) {
    Tensor input = c.inputs().values().stream().findFirst().orElse(null);
    return input == null ? 0 : input.rank();
  }

  private static boolean isNone(Args args, String name) {
    return args.asMap().containsKey(name) && args.asMap().get(name) == null;
  }

  private static Args without(Args args, String name) {
    Args rest = Args.none();
    for (Map.Entry<String, @Nullable Object> entry : args.asMap().entrySet()) {
      if (!entry.getKey().equals(name)) {
        rest = rest.with(entry.getKey(), entry.getValue());
      }
    }
    return rest;
  }

  private static ModuleSpec spec(String name, Args args) {
    return new ModuleSpec("torch.nn." + name, args);
  }
}
