package org.torchparity.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.tensor.Tensor;

/**
 * A case of a user's own: a layer that writes into its input must not change what torch is given.
 */
final class CaseCopy {
  private CaseCopy() {}

  static Case of(Case c) {
    return new Case(
        c.id(),
        new ModuleSpec(c.spec().module(), copy(c.spec().args())),
        copy(c.state()),
        copy(c.inputs()),
        copy(c.call()),
        copy(c.gradOutputs()),
        c.mode(),
        c.dtype(),
        c.seed());
  }

  private static <K> Map<K, Tensor> copy(Map<K, Tensor> tensors) {
    Map<K, Tensor> copies = new LinkedHashMap<>(tensors);
    copies.replaceAll((key, tensor) -> tensor.copy());
    return copies;
  }

  private static Args copy(Args args) {
    Args copy = args;
    for (var entry : args.asMap().entrySet()) {
      if (entry.getValue() instanceof Tensor tensor) {
        copy = copy.with(entry.getKey(), tensor.copy());
      }
    }
    return copy;
  }
}
