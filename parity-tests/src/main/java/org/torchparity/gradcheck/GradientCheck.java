package org.torchparity.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/**
 * Checks the gradients of a backend by numerical derivatives of its own forward pass: no reference
 * needed.
 *
 * <p>With upstream gradients g the scalar is {@code E = Σ g·y} over all outputs. Its derivative by
 * every element of every floating-point input and parameter is taken by Ridders' extrapolation
 * ({@link Derivative}) and compared by relative error {@code |a − n| / max(|a|, |n|)}. The
 * derivative's own error belongs to the verdict: where it exceeds the tolerance the check says that
 * it cannot tell. So it does at a kink, where the derivatives from the left and from the right
 * differ.
 *
 * <pre>{@code
 * GradientReport report = new GradientCheck().check(backend, c.to(DType.FLOAT64));
 * }</pre>
 */
public final class GradientCheck {
  /** Greatest relative error allowed unless said otherwise. */
  public static final double DEFAULT_TOLERANCE = 1e-5;

  private final double tolerance;
  private final int entries;

  /** Checks to the default tolerance of 1e-5. */
  public GradientCheck() {
    this(DEFAULT_TOLERANCE);
  }

  /**
   * Checks to a relative error.
   *
   * @throws IllegalArgumentException if {@code tolerance} is not in (0, 1)
   */
  public GradientCheck(double tolerance) {
    this(tolerance, Integer.MAX_VALUE);
  }

  /**
   * Checks to a relative error, in a part of the elements: a large gradient costs some ten forward
   * passes an element.
   *
   * @param entries the greatest number of elements a gradient, spread evenly over it
   * @throws IllegalArgumentException if {@code tolerance} is not in (0, 1), or {@code entries} is
   *     not positive
   */
  public GradientCheck(double tolerance, int entries) {
    if (entries < 1) {
      throw new IllegalArgumentException("expected at least 1 entry, but got " + entries);
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new IllegalArgumentException(
          "expected a tolerance between 0 and 1, but got " + tolerance);
    }
    this.tolerance = tolerance;
    this.entries = entries;
  }

  /**
   * Runs the case backward once and forward many times: some ten times for every element.
   *
   * @throws IllegalArgumentException if the case is not float64, has no upstream gradients or some
   *     of another shape than the outputs, or a gradient's shape is not its variable's
   * @throws org.torchparity.fixtures.CaseRefusedException if the backend rejects the case
   */
  public GradientReport check(Backend backend, Case c) {
    Forward forward = new Forward(backend, c);
    Observation observed = backend.run(c);
    List<Variable> checked = new ArrayList<>();
    List<String> unchecked = new ArrayList<>();
    for (Variable variable : Variable.of(c)) {
      if (observed.get(variable.gradient()) != null) {
        checked.add(variable);
      } else if (!variable.ofState()) {
        unchecked.add(variable.gradient());
      }
    }
    Objective objective = new Objective(forward, checked);
    List<QuantityCheck> quantities = new ArrayList<>();
    for (int i = 0; i < checked.size(); i++) {
      Variable variable = checked.get(i);
      Tensor gradient = Objects.requireNonNull(observed.get(variable.gradient()));
      checkShape(c, variable, gradient);
      List<EntryCheck> checks = new ArrayList<>();
      int count = Math.min(gradient.elements(), entries);
      for (int k = 0; k < count; k++) {
        int position = (int) ((long) k * gradient.elements() / count);
        checks.add(entry(objective, new Element(objective, i, position), gradient.get(position)));
      }
      quantities.add(new QuantityCheck(variable.gradient(), gradient.shape(), checks));
    }
    return new GradientReport(c.id(), backend.name(), tolerance, quantities, unchecked);
  }

  private static void checkShape(Case c, Variable variable, Tensor gradient) {
    if (!gradient.shape().equals(variable.value().shape())) {
      throw new IllegalArgumentException(
          c.id()
              + ": "
              + variable.gradient()
              + " has shape "
              + gradient.shape()
              + ", expected "
              + variable.value().shape());
    }
  }

  private EntryCheck entry(Objective objective, Element element, double analytic) {
    Derivative numerical = Derivative.of(element, tolerance);
    double error = numerical.error();
    if (numerical.value() == 0 && error == 0 && analytic != 0) {
      // No output moved: all that is known is that E moved by less than the outputs' rounding.
      error = objective.totalNoise() / Derivative.usualStep(element.value());
    }
    return new EntryCheck(
        element.position(), analytic, numerical.value(), error, numerical.smooth(), tolerance);
  }
}
