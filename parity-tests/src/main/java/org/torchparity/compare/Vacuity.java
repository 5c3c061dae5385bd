package org.torchparity.compare;

import java.util.Map;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Whether a gradient proves anything: where the true one is zero in every element, a layer that
 * gives zeros, or any rounding of them, agrees.
 *
 * <p>Zero means at most 2²⁰·ε·s in float64 and at most ε·s where the gradient is known in float32
 * only; ε is the dtype's machine epsilon and s the greatest finite upstream gradient, the scale of
 * the terms that a gradient sums. Terms that cancel leave an ε of their own size each; 2²⁰ covers
 * long sums and steep derivatives, and what lies below (2.3e-10·s) could be replaced by zeros
 * within the standard float64 tolerance anyway. Exact zeros are zero at every scale.
 */
final class Vacuity {
  static final String UNDECLARED = "the reference gradient is zero in every element";
  static final String STALE = "declared to be zero in every element, but it is not";

  private static final double ZERO_FLOAT64 = 0x1p20 * Math.ulp(1.0);
  private static final double ZERO_FLOAT32 = Math.ulp(1f);

  private final Map<String, String> declared;
  private final double scale;

  /** Judges the gradients of a case, which declares some to be zero. */
  Vacuity(Case c, Map<String, String> declared) {
    this.declared = declared;
    double greatest = 0;
    for (Tensor upstream : c.gradOutputs().values()) {
      for (double g : upstream.toDoubles()) {
        greatest = Double.isFinite(g) ? Math.max(greatest, Math.abs(g)) : greatest;
      }
    }
    scale = greatest;
  }

  /** What is wrong with the case as to this quantity; empty where nothing is. */
  String fault(String quantity, Tensor best) {
    if (!isGradient(quantity) || best.elements() == 0) {
      return "";
    }
    boolean zero = isZero(best);
    if (!declared.containsKey(quantity)) {
      return zero ? UNDECLARED : "";
    }
    // In float32 alone, a small gradient and a sum that cancelled look the same.
    return zero || best.dtype() != DType.FLOAT64 ? "" : STALE;
  }

  private boolean isZero(Tensor gradient) {
    double limit = scale * (gradient.dtype() == DType.FLOAT64 ? ZERO_FLOAT64 : ZERO_FLOAT32);
    for (double value : gradient.toDoubles()) {
      if (!(Math.abs(value) <= limit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGradient(String quantity) {
    return quantity.startsWith("grad_input.") || quantity.startsWith("grad.");
  }
}
