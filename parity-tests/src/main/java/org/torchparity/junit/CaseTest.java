package org.torchparity.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.reference.Libtorch;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.Tensor;

/**
 * One case of a user's layer as a JUnit test. Safe to run beside others: nothing is shared but what
 * the layer itself shares.
 *
 * @param planned the case
 * @param layer the user's
 * @param forwardOnly whether gradients are not compared
 * @param ignored entries of the state and quantities that are not compared
 * @param settings the tolerance
 * @param rerun the command that runs just this case again
 */
record CaseTest(
    Planned planned,
    Backend layer,
    boolean forwardOnly,
    Set<String> ignored,
    Settings settings,
    String rerun) {
  private static final System.Logger LOG = System.getLogger(ParityTests.class.getName());

  /** The id of the case: {@code LayerNorm/rows/train/float32/0}. */
  static String id(Planned planned) {
    return planned.selected().selector() + "/" + planned.dtype().torchName() + "/" + planned.seed();
  }

  DynamicTest test() {
    List<String> remarks = new ArrayList<>();
    if (forwardOnly) {
      remarks.add("forward only");
    }
    if (!ignored.isEmpty()) {
      remarks.add("ignoring " + String.join(", ", ignored));
    }
    String name = id(planned) + (remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")");
    return DynamicTest.dynamicTest(name, this::run);
  }

  private void run() {
    requireLibtorch(Libtorch.unavailableReason(), RequiresLibtorch.Condition.isRequired());
    Verdict verdict;
    try {
      verdict = verdict(drawn());
    } catch (LayerFault e) {
      throw new AssertionFailedError(
          id(planned) + ": " + e.getMessage() + "\nRerun: " + rerun, e.getCause());
    }
    if (!verdict.outcome().isAgreement()) {
      throw new AssertionFailedError(verdict.message(rerun));
    }
    if (verdict.outcome() == Outcome.AGREES_WITHIN_ROUNDING) {
      LOG.log(System.Logger.Level.INFO, verdict.message(rerun).lines().findFirst().orElseThrow());
    }
  }

  /** Judges a case and puts the verdict into the report, also that the layer did not run. */
  private Verdict verdict(Case c) {
    Backend torch = new Torch(ignored);
    Verdict verdict;
    try {
      verdict = new ParityCheck(layer, torch, settings::tolerance).judge(c, zeroGradients());
    } catch (LayerFault e) {
      ParityReport.ofThisProcess()
          .add(
              new CaseResult(
                  c,
                  Verdict.onlyJavaRefuses(c.id(), torch.name(), String.valueOf(e.getMessage())),
                  rerun,
                  null));
      throw e;
    }
    ParityReport.ofThisProcess().add(new CaseResult(c, verdict, rerun, null));
    return verdict;
  }

  /** Skips the test where libtorch is not available, with the reason, or fails it. */
  static void requireLibtorch(Optional<String> unavailable, boolean required) {
    if (unavailable.isPresent()) {
      String reason = unavailable.get();
      Assumptions.assumeTrue(
          required, () -> reason + "; -Dtorchparity.libtorch=required makes this a failure");
      throw new AssertionFailedError(reason + ", but -Dtorchparity.libtorch=required");
    }
  }

  private Case drawn() {
    Case c;
    try {
      c = planned.draw();
    } catch (IllegalArgumentException e) {
      throw new LayerFault("torch refuses such a case: " + e.getMessage(), e);
    }
    return forwardOnly ? c.withGradOutputs(Map.of()) : c;
  }

  private Map<String, String> zeroGradients() {
    if (forwardOnly) {
      return Map.of();
    }
    Map<String, String> compared = new LinkedHashMap<>(planned.selected().sample().zeroGradients());
    compared.keySet().removeIf(quantity -> Torch.ignores(ignored, quantity));
    return compared;
  }

  /** Libtorch without what the layer does not have. */
  private record Torch(Set<String> ignored) implements Backend {
    @Override
    public String name() {
      return LibtorchBackend.withThreads(1).name();
    }

    @Override
    public Observation run(Case c) {
      Map<String, Tensor> seen =
          new LinkedHashMap<>(LibtorchBackend.withThreads(1).run(c).quantities());
      seen.keySet().removeIf(quantity -> ignores(ignored, quantity));
      return new Observation(seen);
    }

    static boolean ignores(Set<String> ignored, String quantity) {
      return ignored.stream()
          .anyMatch(
              name ->
                  quantity.equals(name)
                      || quantity.equals(Observation.grad(name))
                      || quantity.equals(Observation.stateAfter(name)));
    }
  }
}
