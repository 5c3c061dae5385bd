package org.torchparity.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Case;
import org.torchparity.gradcheck.GradientCheck;
import org.torchparity.gradcheck.GradientReport;
import org.torchparity.gradcheck.GradientVerdict;
import org.torchparity.harness.OrderedWork;
import org.torchparity.harness.Planned;
import org.torchparity.tensor.DType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Java's gradients against numerical derivatives of Java's own forward pass, in float64. */
@Command(
    name = "gradcheck",
    description = "Checks the pure-Java gradients by numerical derivatives; needs no libtorch.",
    mixinStandardHelpOptions = true)
final class GradcheckCommand implements Callable<Integer> {
  /** Elements of a gradient to check: enough to meet every term of its formula. */
  private static final int ENTRIES = 24;

  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;

  @Parameters(
      paramLabel = "MODULE[/SAMPLE[/MODE]]",
      description = "what to check (default: the whole catalogue)")
  private List<String> selectors = new ArrayList<>();

  @Override
  public Integer call() {
    Catalogue catalogue = Catalogue.standard();
    JavaBackend java = new JavaBackend(catalogue);
    GradientCheck check =
        new GradientCheck(options.relativeOr(GradientCheck.DEFAULT_TOLERANCE), ENTRIES);
    List<Planned> planned =
        options.plan(catalogue, selectors).stream()
            .filter(each -> each.dtype() == DType.FLOAT64 && isDifferentiable(each))
            .toList();
    Map<String, Tally> tallies = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    try (Progress progress = new Progress("gradcheck", planned.size())) {
      OrderedWork.run(
          planned,
          Runtime.getRuntime().availableProcessors(),
          each -> checked(each, check, java),
          checked -> {
            checked.ifPresent(
                some -> {
                  tallies.computeIfAbsent(some.module(), name -> new Tally()).add(some);
                  if (some.isWrong()) {
                    wrong.add(some.message() + options.toleranceArguments());
                  }
                });
            progress.step();
          });
    }
    print(tallies, wrong);
    return wrong.isEmpty() ? Torchparity.AGREE : Torchparity.DISAGREE;
  }

  /** Empty for a case whose outputs are integers all. */
  private static Optional<Checked> checked(Planned planned, GradientCheck check, JavaBackend java) {
    Case c = planned.draw();
    return c.gradOutputs().isEmpty()
        ? Optional.empty()
        : Optional.of(new Checked(planned, check.check(java, c)));
  }

  private static boolean isDifferentiable(Planned planned) {
    return planned.selected().sample().refusal() == null
        && !planned.selected().sample().forwardOnly();
  }

  private void print(Map<String, Tally> tallies, List<String> wrong) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%-28s %6s %12s %9s %6s%n",
        "module",
        "agree",
        "cannot tell",
        "declared",
        "wrong");
    tallies.forEach((module, tally) -> out.printf(Locale.ROOT, "%-28s %s%n", module, tally));
    wrong.forEach(message -> out.println(System.lineSeparator() + message));
    out.println();
    out.println(
        wrong.isEmpty() ? "No gradient is wrong." : wrong.size() + " cases have a wrong gradient.");
  }

  /**
   * A report, on a case whose row or sample may declare that torch's gradient is not the
   * derivative.
   */
  private record Checked(Planned planned, GradientReport report) {
    String module() {
      return planned.selected().row().simpleName();
    }

    boolean isDeclared() {
      return !planned.selected().row().ownGradient().isEmpty()
          || !planned.selected().sample().ownGradient().isEmpty();
    }

    boolean disagrees() {
      return report.verdict() == GradientVerdict.DISAGREES;
    }

    /** A gradient that is declared to differ and does not may agree by chance in one sample. */
    boolean isWrong() {
      return disagrees() && !isDeclared();
    }

    String message() {
      return report.message()
          + System.lineSeparator()
          + "Rerun: torchparity "
          + planned.rerun("gradcheck");
    }
  }

  /** Counts of one module. */
  private static final class Tally {
    private int agree;
    private int cannotTell;
    private int declared;
    private int wrong;

    void add(Checked checked) {
      switch (checked.report().verdict()) {
        case AGREES -> agree++;
        case CANNOT_TELL -> cannotTell++;
        case DISAGREES -> {
          declared += checked.isDeclared() ? 1 : 0;
          wrong += checked.isWrong() ? 1 : 0;
        }
      }
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%6d %12d %9d %6d", agree, cannotTell, declared, wrong);
    }
  }
}
