package org.torchparity.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.harness.OrderedWork;
import org.torchparity.harness.Planned;
import org.torchparity.reference.LibtorchBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records what libtorch gives for the catalogue, a fixture a case. */
@Command(
    name = "record",
    description = "Records libtorch's results for the catalogue, one fixture a case.",
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;

  @Parameters(index = "0", paramLabel = "DIR", description = "where to write the fixtures")
  private Path folder;

  @Parameters(
      index = "1..*",
      paramLabel = "MODULE[/SAMPLE[/MODE]]",
      description = "what to record (default: the whole catalogue)")
  private List<String> selectors = new ArrayList<>();

  @Override
  public Integer call() {
    Catalogue catalogue = Catalogue.standard();
    // A case that libtorch refuses has nothing to record.
    List<Planned> planned =
        options.plan(catalogue, selectors).stream()
            .filter(each -> each.selected().sample().refusal() == null)
            .toList();
    LibtorchBackend torch = References.libtorch();
    try (Progress progress = new Progress("record", planned.size())) {
      OrderedWork.run(
          planned,
          Runtime.getRuntime().availableProcessors(),
          each -> record(each, torch),
          path -> progress.step());
    }
    spec.commandLine()
        .getOut()
        .println(planned.size() + " fixtures of " + torch.name() + " in " + folder);
    return Torchparity.AGREE;
  }

  private Path record(Planned planned, LibtorchBackend torch) {
    Case c = planned.draw();
    Path path = folder.resolve(c.id() + Fixtures.SUFFIX);
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Fixtures.write(path, Fixture.of(c, torch.run(c), torch.name()));
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }
}
