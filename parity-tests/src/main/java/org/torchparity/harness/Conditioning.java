package org.torchparity.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * How far rounding may take what a case gives in float64, where no wider type tells. A sum of n
 * terms, however it is rounded, is the exact sum of terms that differ by at most
 *
 * <pre>
 * γ = n·u / (1 − n·u),   u = 2⁻⁵³
 * </pre>
 *
 * <p>of themselves (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §4.2). So the
 * reference runs the case again and again, each element of what goes in changed by up to γ of
 * itself, n being the elements of the largest input; what its results move by, any rounding may
 * have moved them.
 */
final class Conditioning {
  private static final double UNIT_ROUNDOFF = 0x1p-53;
  private static final int DRAWS = 16;
  private static final long SEED = 0;

  private Conditioning() {}

  /** The greatest distance from {@code seen} of each element of each quantity in float64. */
  static Map<String, Tensor> movements(Backend reference, Case c, Observation seen) {
    Map<String, Tensor> movements = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int draw = 0; draw < DRAWS; draw++) {
      Observation moved;
      try {
        moved = reference.run(nudged(c, random));
      } catch (CaseRefusedException e) {
        // An argument that may not move by anything: then nothing is known of the case.
        return Map.of();
      }
      moved.quantities().forEach((name, values) -> widen(movements, name, values, seen.get(name)));
    }
    return movements;
  }

  private static void widen(
      Map<String, Tensor> movements, String name, Tensor moved, @Nullable Tensor seen) {
    if (seen == null || seen.dtype() != DType.FLOAT64 || !seen.shape().equals(moved.shape())) {
      return;
    }
    double[] greatest =
        movements.computeIfAbsent(name, n -> Tensor.zeros(seen.dtype(), seen.shape())).doubles();
    for (int i = 0; i < greatest.length; i++) {
      greatest[i] = Math.max(greatest[i], Math.abs(moved.doubles()[i] - seen.doubles()[i]));
    }
  }

  private static Case nudged(Case c, SplittableRandom random) {
    double n = c.inputs().values().stream().mapToInt(Tensor::elements).max().orElse(1);
    double gamma = n * UNIT_ROUNDOFF / (1 - n * UNIT_ROUNDOFF);
    return c.withInputs(nudged(c.inputs(), gamma, random))
        .withState(nudged(c.state(), gamma, random))
        .withGradOutputs(nudged(c.gradOutputs(), gamma, random));
  }

  private static <K> Map<K, Tensor> nudged(
      Map<K, Tensor> tensors, double gamma, SplittableRandom random) {
    Map<K, Tensor> nudged = new LinkedHashMap<>(tensors);
    nudged.replaceAll((key, t) -> t.dtype().isFloatingPoint() ? nudged(t, gamma, random) : t);
    return nudged;
  }

  private static Tensor nudged(Tensor given, double gamma, SplittableRandom random) {
    double[] values = given.toDoubles().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1 + random.nextDouble(-gamma, gamma);
    }
    return Tensor.ofDoubles(given.dtype(), given.shape(), values);
  }
}
