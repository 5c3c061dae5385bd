package org.torchparity.shrink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Makes the state and the upstream gradients of a case fit its arguments and inputs. How they are
 * tied depends on the module; the reference knows, and shows it when it runs a new module: outputs
 * have the shapes of their gradients, and parameters those of theirs.
 */
final class Fitting {
  private final Backend reference;

  Fitting(Backend reference) {
    this.reference = reference;
  }

  /**
   * Returns the case with what fits, in more than one way where that cannot be told, in none where
   * the reference refuses it.
   *
   * @param sliced what to try of the state where the reference shows no shape
   */
  List<Case> fit(Case c, Map<String, Tensor> sliced) {
    Case fresh = c.withState(Map.of());
    Observation seen;
    Map<Integer, Tensor> upstream;
    try {
      seen = reference.run(fresh.withGradOutputs(Map.of()));
      upstream = upstream(c, seen);
      seen = reference.run(fresh.withGradOutputs(ones(seen)));
    } catch (RuntimeException refused) {
      return List.of();
    }
    Case fitted = c.withGradOutputs(upstream);
    Map<String, Tensor> known = known(c, seen);
    List<Case> ways = new ArrayList<>();
    if (known.keySet().containsAll(c.state().keySet())) {
      ways.add(fitted.withState(known));
    } else {
      ways.add(fitted.withState(both(c.state(), known)));
      ways.add(fitted.withState(both(sliced, known)));
      if (!known.isEmpty()) {
        // Without any state each side would draw a new module's.
        ways.add(fitted.withState(known));
      }
    }
    return ways;
  }

  /** Only shapes are looked at; a case without upstream gradients must show them too. */
  private static Map<Integer, Tensor> ones(Observation seen) {
    Map<Integer, Tensor> ones = new LinkedHashMap<>();
    for (int at = 0; ; at++) {
      Tensor output = seen.get(Observation.output(at));
      if (output == null) {
        return ones;
      }
      if (output.dtype().isFloatingPoint()) {
        ones.put(at, Tensor.full(output.dtype(), output.shape(), 1));
      }
    }
  }

  private static Map<Integer, Tensor> upstream(Case c, Observation seen) {
    Map<Integer, Tensor> upstream = new LinkedHashMap<>();
    c.gradOutputs()
        .forEach(
            (at, gradient) -> {
              Tensor output = seen.get(Observation.output(at));
              if (output != null) {
                upstream.put(at, Cases.filled(gradient, output.shape()));
              }
            });
    return upstream;
  }

  /** The entries of the state that the reference shows, old values in new shapes. */
  private static Map<String, Tensor> known(Case c, Observation seen) {
    Map<String, Tensor> known = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> entry : seen.quantities().entrySet()) {
      String key = stateKey(entry.getKey());
      if (key != null) {
        Tensor old = c.state().get(key);
        known.put(
            key,
            old == null
                ? Tensor.full(dtype(c, entry.getValue()), entry.getValue().shape(), 1)
                : Cases.filled(old, entry.getValue().shape()));
      }
    }
    return known;
  }

  private static DType dtype(Case c, Tensor like) {
    return like.dtype().isFloatingPoint() ? c.dtype() : like.dtype();
  }

  private static @Nullable String stateKey(String quantity) {
    for (String prefix : new String[] {Observation.grad(""), Observation.stateAfter("")}) {
      if (quantity.startsWith(prefix)) {
        return quantity.substring(prefix.length());
      }
    }
    return null;
  }

  private static Map<String, Tensor> both(Map<String, Tensor> some, Map<String, Tensor> others) {
    Map<String, Tensor> both = new LinkedHashMap<>(some);
    both.putAll(others);
    return both;
  }
}
