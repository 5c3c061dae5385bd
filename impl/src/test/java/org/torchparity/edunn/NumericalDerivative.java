package org.torchparity.edunn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Central differences of Σ g·y, in float64, against a module's backward. */
final class NumericalDerivative {
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-7;

  private NumericalDerivative() {}

  /** Fails unless the gradients of one input and of every parameter are the derivatives. */
  static void check(Module module, int input, Tensor... inputs) {
    module.to(DType.FLOAT64);
    Pass pass = module.forward(inputs);
    double[] weights = new double[pass.output().elements()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.7 + 0.4 * i * (i % 2 == 0 ? 1 : -1);
    }
    Tensor g = Tensor.ofDoubles(DType.FLOAT64, pass.output().shape(), weights);
    Gradients gradients = pass.backward(g);
    Tensor[] moved = inputs.clone();
    assertThat(gradients.input(input)).isNotNull();
    compare(
        inputs[input],
        gradients.inputs().get(input),
        x -> {
          moved[input] = x;
          return objective(module, g, moved);
        });
    Map<String, Tensor> state = module.stateDict();
    assertThat(gradients.parameters().keySet()).isEqualTo(module.parameters().keySet());
    module
        .parameters()
        .forEach(
            (key, value) ->
                compare(
                    value,
                    gradients.parameter(key),
                    x -> {
                      Map<String, Tensor> changed = new LinkedHashMap<>(state);
                      changed.put(key, x);
                      module.loadStateDict(changed);
                      return objective(module, g, inputs);
                    }));
  }

  private static double objective(Module module, Tensor g, Tensor... inputs) {
    double[] y = module.forward(inputs).output().doubles();
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += g.get(i) * y[i];
    }
    return sum;
  }

  private interface Objective {
    double of(Tensor moved);
  }

  private static void compare(Tensor at, Tensor gradient, Objective objective) {
    for (int i = 0; i < at.elements(); i++) {
      double above = objective.of(moved(at, i, STEP));
      double below = objective.of(moved(at, i, -STEP));
      assertThat(gradient.get(i))
          .as("element %d", i)
          .isCloseTo((above - below) / (2 * STEP), within(TOLERANCE));
    }
  }

  private static Tensor moved(Tensor at, int element, double step) {
    Tensor copy = at.copy();
    copy.doubles()[element] += step;
    return copy;
  }
}
