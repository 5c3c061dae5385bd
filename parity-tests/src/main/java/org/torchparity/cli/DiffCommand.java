package org.torchparity.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.harness.Drift;
import org.torchparity.harness.DriftCheck;
import org.torchparity.harness.FixtureFiles;
import org.torchparity.harness.FixtureSelection;
import org.torchparity.harness.OrderedWork;
import org.torchparity.report.DriftReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** This libtorch against recorded cases. */
@Command(
    name = "diff",
    description =
        "Runs recorded cases in this libtorch, and reports what is no longer as recorded: any other"
            + " bit, or with --atol or --rtol what lies further apart (the other is 0 then).",
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;
  @Mixin private final ReferenceOptions reference = new ReferenceOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "fixture files, or folders that hold some")
  private List<Path> paths = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    options.checkTolerance();
    FixtureSelection selection = options.selection();
    FixtureFiles found = FixtureFiles.of(paths);
    Backend torch = reference.open();
    DriftCheck check =
        new DriftCheck(
            torch, options.hasTolerance() ? options.toleranceOver(dtype -> Tolerance.EXACT) : null);
    DriftReport report = new DriftReport();
    Faults faults = new Faults(spec.commandLine().getErr());
    found.faults().forEach(faults::unusable);
    try (reference;
        Progress progress = new Progress("diff", found.files().size())) {
      OrderedWork.run(
          found.files(),
          Runtime.getRuntime().availableProcessors(),
          check::check,
          checked -> {
            Drift drift = checked.drift();
            if (drift == null) {
              faults.unusable(checked.fault());
            } else if (selection.accepts(drift.c())) {
              faults.changed(checked.fault());
              report.add(drift);
            }
            progress.step();
          });
    }
    report.print(spec.commandLine().getOut(), torch.name());
    Path folder = options.report();
    if (folder != null) {
      report.write(folder, Results.environment(torch.name()));
    }
    return faults.finish(
        report.drifted() == 0 ? Torchparity.AGREE : Torchparity.DISAGREE, report.cases());
  }
}
