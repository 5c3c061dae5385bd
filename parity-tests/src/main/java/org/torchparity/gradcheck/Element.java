package org.torchparity.gradcheck;

import org.torchparity.gradcheck.Objective.Change;

/**
 * One element of one variable of an objective: a function of one number.
 *
 * <p>It remembers which outputs it has been seen to move. A small step may leave them where they
 * are, and their rounding counts all the same.
 */
final class Element {
  private final Objective objective;
  private final int variable;
  private final int position;
  private final boolean[] moved;

  /** The element at a position of the objective's variable of that number. */
  Element(Objective objective, int variable, int position) {
    this(objective, variable, position, new boolean[objective.outputs()]);
  }

  private Element(Objective objective, int variable, int position, boolean[] moved) {
    this.objective = objective;
    this.variable = variable;
    this.position = position;
    this.moved = moved;
  }

  /** The undisturbed value. */
  double value() {
    return objective.value(variable, position);
  }

  /** The element's place in its variable. */
  int position() {
    return position;
  }

  /** The change of E when the element takes another value. */
  Change at(double other) {
    return objective.at(variable, position, other, moved);
  }

  /** The same element of a case some ulp away. */
  Element nearby(long seed) {
    return new Element(objective.nearby(seed), variable, position, moved);
  }
}
