package org.torchparity.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.Oracle;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** What fixtures in float32 take along of the same case in float64. */
final class Oracles {
  /**
   * Where the reference's own rounding is below this part of the tolerance, the oracle decides
   * nothing: who is beyond the tolerance of the reference is then further from the truth than any
   * verdict puts down to rounding, which is eight times as far as the reference.
   */
  private static final double DECISIVE = 0.1;

  private Oracles() {}

  /**
   * Records the float64 values of those quantities that the reference's own rounding takes from
   * them noticeably; none of a case that draws random numbers, which are others in float64.
   */
  static Oracle record(Backend reference, Case c, Observation seen) {
    if (c.dtype() != DType.FLOAT32 || c.seed().isPresent()) {
      return Oracle.NONE;
    }
    Observation truth = run(reference, c.to(DType.FLOAT64));
    Tolerance tolerance = Tolerance.standard(DType.FLOAT32);
    Map<String, Tensor> decisive = new LinkedHashMap<>();
    double rounding = 0;
    for (Map.Entry<String, Tensor> entry : seen.quantities().entrySet()) {
      Tensor exact = truth.get(entry.getKey());
      if (exact != null && entry.getValue().dtype() == DType.FLOAT32) {
        double error =
            Comparison.ofValues(entry.getKey(), entry.getValue(), exact, tolerance)
                .smallestTolerance();
        // Beyond float32's range no error is rounding.
        if (error > DECISIVE * tolerance.atol() && error < Double.POSITIVE_INFINITY) {
          decisive.put(entry.getKey(), exact);
          rounding = Math.max(rounding, error);
        }
      }
    }
    return new Oracle(new Observation(decisive), rounding);
  }

  private static Observation run(Backend reference, Case c) {
    try {
      return reference.run(c);
    } catch (CaseRefusedException e) {
      return new Observation(Map.of());
    }
  }

  /**
   * The oracle's values of the quantities that are as far from it as they were recorded, and no
   * further: a value that has been changed is not excused by its distance from the truth.
   */
  static Observation trusted(Fixture fixture) {
    Oracle oracle = fixture.oracle();
    Tolerance rounding = Tolerance.of(oracle.rounding(), oracle.rounding());
    Map<String, Tensor> trusted = new LinkedHashMap<>();
    oracle
        .values()
        .quantities()
        .forEach(
            (name, exact) -> {
              Tensor recorded = fixture.expected().get(name);
              if (recorded != null
                  && Comparison.ofValues(name, recorded, exact, rounding).agrees()) {
                trusted.put(name, exact);
              }
            });
    return new Observation(trusted);
  }
}
