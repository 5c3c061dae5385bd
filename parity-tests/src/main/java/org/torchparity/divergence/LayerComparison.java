package org.torchparity.divergence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Compares the layers of two aligned models, of which the reference has run. */
final class LayerComparison {
  private static final String[] FORWARD = {"output.", "state_after."};
  private static final String[] BACKWARD = {"grad_input.", "grad."};

  private final Alignment layers;
  private final Run theirs;
  private final boolean singleStep;
  private final Function<DType, Tolerance> tolerance;
  private final boolean hasOracle;

  LayerComparison(
      Alignment layers,
      Run theirs,
      boolean singleStep,
      Function<DType, Tolerance> tolerance,
      DType dtype) {
    this.layers = layers;
    this.theirs = theirs;
    this.singleStep = singleStep;
    this.tolerance = tolerance;
    hasOracle = dtype == DType.FLOAT32;
  }

  /** Compares them on a case and upstream gradients, which may be none. */
  List<LayerReport> of(Case c, Map<Integer, Tensor> upstream) {
    Run ours = singleStep ? null : Run.forward(layers.actual(), c).backward(upstream);
    Run truth = hasOracle ? oracle(c, upstream) : theirs;
    List<LayerReport> reports = new ArrayList<>();
    for (int i = 0; i < layers.actual().size(); i++) {
      Layer actual = layers.actual().get(i);
      Layer expected = layers.expected().get(i);
      Errors errors =
          ours == null
              ? onTheReferences(actual, expected, theirs.steps().get(i))
              : onItsOwn(expected, ours, i);
      if (ours != null) {
        errors = errors.withGrowth(ours, theirs, truth, i, hasOracle);
      }
      reports.add(
          new LayerReport(
              actual.name(),
              actual.type().isEmpty() ? expected.type() : actual.type(),
              errors.forward,
              errors.backward,
              differing(actual, expected)));
    }
    return reports;
  }

  /** The reference in float64 on its own activations. */
  private Run oracle(Case c, Map<Integer, Tensor> upstream) {
    Case wide = c.withGradOutputs(upstream).to(DType.FLOAT64);
    Run run = Run.forward(layers.expected(), wide).backward(wide.gradOutputs());
    Run.Refusal refusal = run.refusal();
    if (refusal != null) {
      throw new CaseRefusedException(
          "the reference cannot be its own oracle in float64: layer '"
              + refusal.layer().name()
              + "': "
              + refusal.message(),
          refusal.cause());
    }
    return run;
  }

  /** Own errors in both directions. */
  private record Errors(LayerErrors forward, LayerErrors backward) {
    Errors withGrowth(Run ours, Run theirs, Run truth, int at, boolean hasOracle) {
      return new Errors(
          growth(forward, ours, theirs, truth, at, hasOracle, "output.0"),
          growth(backward, ours, theirs, truth, at, hasOracle, "grad_input.0"));
    }

    private static LayerErrors growth(
        LayerErrors own,
        Run ours,
        Run theirs,
        Run truth,
        int at,
        boolean hasOracle,
        String quantity) {
      Tensor oracle = quantity(truth, at, quantity);
      Tensor expected = quantity(theirs, at, quantity);
      if (oracle == null || expected == null || at >= ours.steps().size()) {
        return own;
      }
      double greatest = OwnError.greatest(oracle);
      double scale = greatest == 0 ? 1 : greatest;
      Tensor actual = quantity(ours, at, quantity);
      return new LayerErrors(
          own.quantities(),
          own.own(),
          own.ownReference(),
          actual == null ? Double.NaN : distance(actual, oracle, scale),
          hasOracle ? distance(expected, oracle, scale) : Double.NaN,
          own.refusal());
    }

    private static double distance(Tensor actual, Tensor truth, double scale) {
      return actual.shape().equals(truth.shape())
          ? OwnError.distance(actual, truth, scale)
          : Double.POSITIVE_INFINITY;
    }

    private static @Nullable Tensor quantity(Run run, int at, String name) {
      if (at >= run.steps().size()) {
        return null;
      }
      Run.Step step = run.steps().get(at);
      Observation backward = step.seenBackward();
      return name.startsWith("output.")
          ? step.seen().get(name)
          : backward == null ? null : backward.get(name);
    }
  }

  /** Java's layer on the reference's activation and gradient. */
  private Errors onTheReferences(Layer actual, Layer expected, Run.Step step) {
    try {
      Observation ours = actual.run(step.c());
      Observation both = step.seenBackward();
      return judged(step.c(), actual, expected, ours, both == null ? step.seen() : both);
    } catch (CaseRefusedException e) {
      return refused(e.getMessage(), false);
    }
  }

  /** The reference's layer on Java's activation and gradient. */
  private Errors onItsOwn(Layer expected, Run ours, int at) {
    Run.Refusal refusal = ours.refusal();
    if (at >= ours.steps().size()) {
      return refusal != null && at == ours.steps().size() && runs(expected, refusal.c())
          ? refused(refusal.message(), false)
          : new Errors(LayerErrors.NONE, LayerErrors.NONE);
    }
    Run.Step step = ours.steps().get(at);
    Observation both = step.seenBackward();
    try {
      Errors errors =
          judged(
              step.c(),
              step.layer(),
              expected,
              both == null ? step.seen() : both,
              expected.run(step.c()));
      return refusal != null && refusal.layer().name().equals(step.layer().name())
          ? new Errors(errors.forward, refused(refusal.message(), true).backward)
          : errors;
    } catch (CaseRefusedException e) {
      // The reference ran on its own activation: what it refuses here, Java was handed wrong.
      return new Errors(LayerErrors.NONE, LayerErrors.NONE);
    }
  }

  private static boolean runs(Layer layer, Case c) {
    try {
      return !layer.run(c).quantities().isEmpty();
    } catch (CaseRefusedException e) {
      return false;
    }
  }

  private static Errors refused(@Nullable String message, boolean backward) {
    LayerErrors errors =
        new LayerErrors(
            List.of(),
            Double.POSITIVE_INFINITY,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            String.valueOf(message));
    return backward ? new Errors(LayerErrors.NONE, errors) : new Errors(errors, LayerErrors.NONE);
  }

  private Errors judged(
      Case c, Layer actual, Layer expected, Observation ours, Observation reference) {
    Observation oracle = hasOracle ? expected.run(c.to(DType.FLOAT64)) : null;
    boolean complete = actual.isComplete();
    return new Errors(
        OwnError.of(c, complete, ours, reference, oracle, tolerance, FORWARD),
        c.gradOutputs().isEmpty()
            ? LayerErrors.NONE
            : OwnError.of(c, complete, ours, reference, oracle, tolerance, BACKWARD));
  }

  /** The state that differs beyond the tolerance, where both sides tell. */
  private List<String> differing(Layer actual, Layer expected) {
    Map<String, Tensor> state = actual.state();
    List<String> keys = new ArrayList<>();
    expected
        .state()
        .forEach(
            (key, value) -> {
              Tensor own = state.get(key);
              if (own != null
                  && !(own.shape().equals(value.shape())
                      && own.to(value.dtype()).isBitwiseEqualTo(value))) {
                keys.add(key);
              }
            });
    return keys;
  }
}
