package org.torchparity.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Tolerance;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.harness.FixtureFiles;
import org.torchparity.harness.FixtureSelection;
import org.torchparity.harness.OrderedWork;
import org.torchparity.report.JUnitXml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Java against recorded cases, without libtorch. */
@Command(
    name = "verify",
    description = "Checks the pure-Java modules against recorded fixtures; needs no libtorch.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;

  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "write the results to FILE as a JUnit report, a test a case")
  private @Nullable Path xml;

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
    // A fixture's own tolerance goes before the standard one, an option before both.
    FixtureCheck check =
        new FixtureCheck(
            new JavaBackend(Catalogue.standard()),
            fixture -> options.toleranceOver(dtype -> Tolerance.askedBy(fixture, dtype)));
    Results results = new Results(spec.commandLine().getOut(), options.report(), "fixtures");
    JUnitXml suite = new JUnitXml("torchparity verify", Results.environment("fixtures"));
    Faults faults = new Faults(spec.commandLine().getErr());
    found.faults().forEach(fault -> faults.unusable(fault));
    found.faults().forEach(suite::addFault);
    try (Progress progress = new Progress("verify", found.files().size())) {
      OrderedWork.run(
          found.files(),
          Runtime.getRuntime().availableProcessors(),
          file -> check.check(file).rerunWith(options.toleranceArguments()),
          checked -> {
            CaseResult result = checked.result();
            if (result == null) {
              faults.unusable(checked.fault());
              suite.add(checked);
            } else if (selection.accepts(result.c())) {
              faults.changed(checked.fault());
              results.add(result);
              suite.add(checked);
            }
            progress.step();
          });
    }
    int code = results.finish();
    if (xml != null) {
      suite.write(xml);
    }
    return faults.finish(code, results.cases());
  }
}
