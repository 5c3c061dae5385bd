package org.torchparity.gradcheck;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** An elementwise function and what claims to be its derivative. */
record FunctionBackend(DoubleUnaryOperator function, DoubleUnaryOperator derivative)
    implements Backend {
  @Override
  public String name() {
    return "f";
  }

  @Override
  public Observation run(Case c) {
    Map<String, Tensor> seen = new LinkedHashMap<>();
    Tensor x = c.inputs().get("0");
    seen.put(Observation.output(0), map(x, function));
    Tensor g = c.gradOutputs().get(0);
    if (g != null) {
      double[] gradient = map(x, derivative).doubles();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= g.get(i);
      }
      seen.put(Observation.gradInput("0"), Tensor.of(gradient, gradient.length));
    }
    return new Observation(seen);
  }

  private static Tensor map(Tensor x, DoubleUnaryOperator f) {
    double[] y = x.doubles().clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = f.applyAsDouble(y[i]);
    }
    return Tensor.of(y, y.length);
  }

  /** The entry of the derivative at one point, with an upstream gradient of 0.7. */
  EntryCheck at(double x) {
    return new GradientCheck().check(this, caseOf(x)).quantities().get(0).entries().get(0);
  }

  static Case caseOf(double... x) {
    double[] g = x.clone();
    Arrays.fill(g, 0.7);
    return new Case(
        "f",
        new ModuleSpec("f", Args.none()),
        Map.of(),
        Map.of("0", Tensor.of(x, x.length)),
        Args.none(),
        Map.of(0, Tensor.of(g, g.length)),
        Mode.TRAIN,
        DType.FLOAT64,
        OptionalLong.empty());
  }
}
