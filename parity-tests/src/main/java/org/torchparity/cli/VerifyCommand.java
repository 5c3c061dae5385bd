package org.torchparity.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.harness.OrderedWork;
import org.torchparity.tensor.DType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "fixture files, or folders that hold some")
  private List<Path> paths = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    options.checkTolerance();
    List<Path> files = files();
    FixtureCheck check = new FixtureCheck(new JavaBackend(Catalogue.standard()), this::tolerance);
    Results results = new Results(spec.commandLine().getOut(), options.report(), "fixtures");
    List<String> unusable = new ArrayList<>();
    try (Progress progress = new Progress("verify", files.size())) {
      OrderedWork.run(
          files,
          Runtime.getRuntime().availableProcessors(),
          check::check,
          outcome -> {
            CaseResult result = outcome.result();
            if (result == null) {
              unusable.add(outcome.unusable());
            } else if (options.dtypes().contains(result.c().dtype())) {
              results.add(result);
            }
            progress.step();
          });
    }
    int code = results.finish();
    unusable.forEach(line -> spec.commandLine().getErr().println("torchparity: " + line));
    return unusable.isEmpty() ? code : Torchparity.UNUSABLE;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        List<Path> found = Fixtures.list(path);
        if (found.isEmpty()) {
          throw new UsageException("no " + Fixtures.SUFFIX + " file in " + path);
        }
        files.addAll(found);
      } else if (Files.exists(path)) {
        files.add(path);
      } else {
        throw new UsageException("no such file or folder: " + path);
      }
    }
    return files;
  }

  /**
   * A fixture's own tolerance stands in the place of the standard one, an option in that of both.
   */
  private Function<DType, Tolerance> tolerance(Fixture fixture) {
    return dtype -> {
      Tolerance tolerance = options.tolerance().apply(dtype);
      if (dtype == DType.INT64) {
        return tolerance;
      }
      if (fixture.atol().isPresent() && !options.hasAtol()) {
        tolerance = tolerance.withAtol(fixture.atol().getAsDouble());
      }
      if (fixture.rtol().isPresent() && !options.hasRtol()) {
        tolerance = tolerance.withRtol(fixture.rtol().getAsDouble());
      }
      return tolerance;
    };
  }
}
