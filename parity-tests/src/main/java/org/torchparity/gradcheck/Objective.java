package org.torchparity.gradcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/**
 * The scalar {@code E = Σ g·y} of a case, by its change from the case as it is.
 *
 * <p>The change is {@code Σ g·(y − y₀)}, the difference taken element by element before the sum:
 * what a step does not touch cancels exactly, and its rounding with it.
 */
final class Objective {
  /** Twice the unit roundoff: the spacing of float64 numbers at 1. */
  private static final double EPSILON = Math.ulp(1.0);

  /** How many ulp a nearby case lies off, at most: far more than rounding, far less than a step. */
  private static final int NEARBY = 1 << 10;

  private final Forward forward;
  private final List<Variable> variables;
  private final Case undisturbed;
  private final double[] outputs;
  private final double[] outputNoise;

  /** Runs the case once, and a few times nearby to measure the outputs' rounding noise. */
  Objective(Forward forward, List<Variable> variables) {
    this.forward = forward;
    this.variables = variables;
    this.undisturbed = forward.undisturbed();
    this.outputs = forward.outputs(undisturbed);
    this.outputNoise = OutputNoise.measure(forward, variables, outputs);
  }

  private Objective(Objective original, Case undisturbed, List<Variable> variables) {
    this.forward = original.forward;
    this.variables = variables;
    this.undisturbed = undisturbed;
    this.outputs = forward.outputs(undisturbed);
    this.outputNoise = original.outputNoise;
  }

  /**
   * A change of E.
   *
   * @param value {@code Σ g·(y − y₀)}
   * @param noise bound of its rounding error, from the outputs that ever moved; 0 where none did
   */
  record Change(double value, double noise) {}

  /**
   * The same of a case whose every variable is some ulp away: as good as this one, but for its
   * rounding, which is another.
   */
  Objective nearby(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Case moved = undisturbed;
    List<Variable> movedVariables = new ArrayList<>();
    for (Variable variable : variables) {
      double[] elements = variable.value().doubles().clone();
      for (int i = 0; i < elements.length; i++) {
        if (elements[i] != 0) {
          elements[i] += Math.ulp(elements[i]) * random.nextInt(-NEARBY, NEARBY + 1);
        }
      }
      moved = variable.in(moved, elements);
      Tensor value = Tensor.of(elements, variable.value().shape().toArray());
      movedVariables.add(variable.withValue(value));
    }
    return new Objective(this, moved, movedVariables);
  }

  /** The undisturbed value of an element of a variable. */
  double value(int variable, int position) {
    return variables.get(variable).value().get(position);
  }

  /** Bound of the rounding error of a change of every output. */
  double totalNoise() {
    double total = 0;
    for (int i = 0; i < outputs.length; i++) {
      total += Math.abs(forward.gradOutputs()[i]) * outputNoise[i];
    }
    return total;
  }

  /** Number of elements of all outputs. */
  int outputs() {
    return outputs.length;
  }

  /**
   * The change of E when one element of a variable takes another value.
   *
   * @param moved the outputs that the element has been seen to move, which this adds to
   */
  Change at(int variable, int position, double element, boolean[] moved) {
    double[] gradOutputs = forward.gradOutputs();
    double[] y = forward.outputs(variables.get(variable).in(undisturbed, position, element));
    double value = 0;
    double noise = 0;
    for (int i = 0; i < y.length; i++) {
      double difference = y[i] - outputs[i];
      moved[i] |= difference != 0;
      if (moved[i] && gradOutputs[i] != 0) {
        double g = Math.abs(gradOutputs[i]);
        value += gradOutputs[i] * difference;
        noise += g * (outputNoise[i] + EPSILON * Math.abs(difference));
      }
    }
    return new Change(value, noise);
  }
}
