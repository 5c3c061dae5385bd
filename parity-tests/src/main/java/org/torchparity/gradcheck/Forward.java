package org.torchparity.gradcheck;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The forward pass of a case under float64, as far as upstream gradients meet it: the outputs that
 * have one, end to end in one array.
 */
final class Forward {
  private final Backend backend;
  private final Case undisturbed;
  private final Map<String, Tensor> upstream = new LinkedHashMap<>();
  private final double[] gradOutputs;

  /**
   * Prepares the case without its backward pass.
   *
   * @throws IllegalArgumentException if the case is not float64 or has no upstream gradient
   */
  Forward(Backend backend, Case c) {
    if (c.dtype() != DType.FLOAT64) {
      throw new IllegalArgumentException(
          c.id() + ": a numerical derivative needs float64, but got " + c.dtype().torchName());
    }
    if (c.gradOutputs().isEmpty()) {
      throw new IllegalArgumentException(c.id() + ": no upstream gradient to check against");
    }
    this.backend = backend;
    this.undisturbed = c.withGradOutputs(Map.of());
    c.gradOutputs().forEach((i, gradient) -> upstream.put(Observation.output(i), gradient));
    this.gradOutputs = flat(upstream);
  }

  /** The case itself, without upstream gradients. */
  Case undisturbed() {
    return undisturbed;
  }

  /** The upstream gradients, end to end. */
  double[] gradOutputs() {
    return gradOutputs;
  }

  /**
   * The outputs of a case like this one, end to end; NaN throughout where the backend refuses it.
   *
   * @throws IllegalArgumentException if an output is absent or has another shape than its gradient
   */
  double[] outputs(Case like) {
    Observation seen;
    try {
      seen = backend.run(like);
    } catch (CaseRefusedException outsideTheDomain) {
      double[] none = new double[gradOutputs.length];
      Arrays.fill(none, Double.NaN);
      return none;
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    upstream.forEach(
        (name, gradient) -> {
          Tensor output = seen.get(name);
          if (output == null || !output.shape().equals(gradient.shape())) {
            throw new IllegalArgumentException(
                like.id()
                    + ": the gradient of "
                    + name
                    + " has shape "
                    + gradient.shape()
                    + ", the output "
                    + (output == null ? "is absent" : output.shape()));
          }
          outputs.put(name, output);
        });
    return flat(outputs);
  }

  private static double[] flat(Map<String, Tensor> tensors) {
    if (tensors.size() == 1) {
      return tensors.values().iterator().next().toDoubles();
    }
    return tensors.values().stream().flatMapToDouble(t -> Arrays.stream(t.toDoubles())).toArray();
  }
}
