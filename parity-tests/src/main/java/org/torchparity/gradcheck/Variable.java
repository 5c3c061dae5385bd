package org.torchparity.gradcheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * A tensor of a case that a derivative is taken by: a floating-point input or state entry.
 *
 * @param gradient the name of its gradient in an observation
 * @param ofState whether it is in the state, else it is an input
 * @param key its key there
 * @param value what the case holds
 */
record Variable(String gradient, boolean ofState, String key, Tensor value) {

  /** The floating-point inputs of a case, then its floating-point state entries. */
  static List<Variable> of(Case c) {
    List<Variable> variables = new ArrayList<>();
    c.inputs()
        .forEach(
            (key, value) ->
                variables.add(new Variable(Observation.gradInput(key), false, key, value)));
    c.state()
        .forEach(
            (key, value) -> variables.add(new Variable(Observation.grad(key), true, key, value)));
    variables.removeIf(variable -> !variable.value.dtype().isFloatingPoint());
    return variables;
  }

  /**
   * The variable of a case whose gradient has that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Variable of(Case c, String gradient) {
    return of(c).stream()
        .filter(variable -> variable.gradient.equals(gradient))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(c.id() + " has no floating tensor of " + gradient));
  }

  /** This variable where the case holds another value. */
  Variable withValue(Tensor other) {
    return new Variable(gradient, ofState, key, other);
  }

  /** The case with other elements in this variable's place. */
  Case in(Case c, double[] elements) {
    Tensor changed = Tensor.ofDoubles(DType.FLOAT64, value.shape(), elements);
    return ofState
        ? c.withState(with(c.state(), changed))
        : c.withInputs(with(c.inputs(), changed));
  }

  /** The case with another value in one element of this variable. */
  Case in(Case c, int position, double element) {
    double[] elements = value.doubles().clone();
    elements[position] = element;
    return in(c, elements);
  }

  private Map<String, Tensor> with(Map<String, Tensor> tensors, Tensor changed) {
    Map<String, Tensor> copy = new LinkedHashMap<>(tensors);
    copy.put(key, changed);
    return copy;
  }
}
