package org.torchparity.divergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.QuantityVerdict;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * A layer's own error: Java, the reference and the float64 oracle on one and the same input, so
 * that nothing is inherited.
 *
 * <p>The absolute part of the tolerance is multiplied by the greatest magnitude of the quantity:
 * fifty layers deep a gradient of 1e-9 is common, and 1e-5 would pass for it. Where the true
 * quantity is zero, which is at most 2¹⁶·ε of what goes in, it is multiplied by the magnitude of
 * that. Beyond the tolerance the verdict is the usual one: in float32 an error of at most twice
 * torch's is rounding. Float64 has no oracle to tell the rounding of a sum that nearly cancels, so
 * there the magnitude counts as at least 2⁻⁹ of what goes in.
 */
final class OwnError {
  private static final double ZERO = 0x1p16 * Math.ulp(1.0);

  /** Of what goes in: terms of that size that cancel leave an ε each. */
  private static final double CANCELLED = 0x1p-9;

  private final Case c;
  private final boolean complete;
  private final Observation java;
  private final Observation reference;
  private final @Nullable Observation oracle;
  private final Function<DType, Tolerance> tolerance;
  private final List<QuantityVerdict> verdicts = new ArrayList<>();
  private double own;
  private double ownReference;

  private OwnError(
      Case c,
      boolean complete,
      Observation java,
      Observation reference,
      @Nullable Observation oracle,
      Function<DType, Tolerance> tolerance) {
    this.c = c;
    this.complete = complete;
    this.java = java;
    this.reference = reference;
    this.oracle = oracle;
    this.tolerance = tolerance;
  }

  /**
   * Judges the quantities whose names begin with one of the kinds.
   *
   * @param complete whether a kind of which Java has nothing counts as missing
   */
  static LayerErrors of(
      Case c,
      boolean complete,
      Observation java,
      Observation reference,
      @Nullable Observation oracle,
      Function<DType, Tolerance> tolerance,
      String... kinds) {
    OwnError error = new OwnError(c, complete, java, reference, oracle, tolerance);
    for (String kind : kinds) {
      error.judge(kind);
    }
    return new LayerErrors(
        error.verdicts,
        error.own,
        oracle == null ? Double.NaN : error.ownReference,
        Double.NaN,
        Double.NaN,
        "");
  }

  private void judge(String kind) {
    if (!complete && LayerGroup.of(java, kind).isEmpty()) {
      return;
    }
    LayerGroup.of(reference, kind).forEach((key, expected) -> judge(kind + key, expected));
  }

  private void judge(String quantity, Tensor expected) {
    Tensor actual = java.get(quantity);
    Tensor wide = oracle == null ? null : oracle.get(quantity);
    Tensor truth = wide == null ? expected : wide;
    double scale = scale(quantity, truth);
    Tolerance scaled = tolerance.apply(expected.dtype());
    if (expected.dtype().isFloatingPoint()) {
      scaled = scaled.withAtol(scaled.atol() * scale);
    }
    Comparison comparison = Comparison.of(quantity, actual, expected, scaled);
    verdicts.add(
        wide == null ? QuantityVerdict.of(comparison) : QuantityVerdict.of(comparison, wide));
    own = Math.max(own, distance(actual, truth, scale));
    ownReference = Math.max(ownReference, distance(expected, truth, scale));
  }

  private double scale(String quantity, Tensor truth) {
    double greatest = greatest(truth);
    double input = greatest(quantity.startsWith("grad") ? c.gradOutputs() : c.inputs());
    if (greatest > ZERO * input) {
      return oracle == null ? Math.max(greatest, CANCELLED * input) : greatest;
    }
    return input == 0 ? 1 : input;
  }

  private static double greatest(Map<?, Tensor> tensors) {
    return tensors.values().stream()
        .filter(tensor -> tensor.dtype().isFloatingPoint())
        .mapToDouble(OwnError::greatest)
        .max()
        .orElse(0);
  }

  /** The greatest finite magnitude. */
  static double greatest(Tensor tensor) {
    double greatest = 0;
    for (double value : tensor.toDoubles()) {
      double size = Math.abs(value);
      greatest = size < Double.POSITIVE_INFINITY ? Math.max(greatest, size) : greatest;
    }
    return greatest;
  }

  /** The greatest difference over a scale; infinite where the tensors cannot be compared. */
  static double distance(@Nullable Tensor actual, Tensor truth, double scale) {
    return actual == null
        ? Double.POSITIVE_INFINITY
        : Comparison.ofValues("", actual, truth, Tolerance.EXACT).maxAbsolute() / scale;
  }
}
