package org.torchparity.divergence;

import java.util.List;
import java.util.Optional;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.QuantityVerdict;

/**
 * What one layer does to the error in one direction. Errors are the greatest difference over the
 * greatest magnitude; in float32 from the float64 oracle, in float64 from the reference. NaN: not
 * known.
 *
 * @param quantities the layer's own quantities, on inputs that both sides are given alike
 * @param own Java's own error: the greatest over the quantities
 * @param ownReference the reference's own error
 * @param soFar Java's error in what the layer hands on, each side on its own activations
 * @param soFarReference the reference's
 * @param refusal why Java refuses what the reference runs; empty where it does not
 */
public record LayerErrors(
    List<QuantityVerdict> quantities,
    double own,
    double ownReference,
    double soFar,
    double soFarReference,
    String refusal) {
  /** Of a layer that the run did not come to. */
  static final LayerErrors NONE =
      new LayerErrors(List.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN, "");

  /** Copies the list. */
  public LayerErrors {
    quantities = List.copyOf(quantities);
  }

  /** Whether the layer was compared in this direction. */
  public boolean wasRun() {
    return !quantities.isEmpty() || !refusal.isEmpty();
  }

  /** Whether the layer's own error is out of line. */
  public boolean isOutOfLine() {
    return !refusal.isEmpty() || failing().isPresent();
  }

  /** The first quantity that is out of line. */
  public Optional<QuantityVerdict> failing() {
    return quantities.stream().filter(q -> q.outcome() == Outcome.DISAGREES).findFirst();
  }
}
