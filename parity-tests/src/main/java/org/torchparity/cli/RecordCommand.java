package org.torchparity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.fixtures.Backend;
import org.torchparity.harness.OrderedWork;
import org.torchparity.harness.Planned;
import org.torchparity.harness.Recording;
import org.torchparity.harness.Recording.Outcome;
import org.torchparity.harness.SmallCases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records what libtorch gives for the catalogue, a fixture a case. */
@Command(
    name = "record",
    description =
        "Records libtorch's results for the catalogue, one fixture a case, and an index.json. What is"
            + " recorded already stays as it is.",
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;
  @Mixin private final ReferenceOptions reference = new ReferenceOptions();

  @Parameters(index = "0", paramLabel = "DIR", description = "where to write the fixtures")
  private Path folder;

  @Parameters(
      index = "1..*",
      paramLabel = "MODULE[/SAMPLE[/MODE]]",
      description = "what to record (default: the whole catalogue)")
  private List<String> selectors = new ArrayList<>();

  @Option(
      names = "--at-most",
      paramLabel = "N",
      description =
          "leave out cases of more than N elements, but for the smallest with each argument of each"
              + " module in each mode (default: leave out none)")
  private @Nullable Long elements;

  @Override
  public Integer call() throws IOException {
    // A case that libtorch refuses has nothing to record.
    List<Planned> planned =
        options.plan(Catalogue.standard(), selectors).stream()
            .filter(each -> each.selected().sample().refusal() == null)
            .distinct()
            .toList();
    if (elements != null) {
      planned = SmallCases.of(planned, elements);
    }
    Backend torch = reference.open();
    Recording recording = new Recording(folder, torch);
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    List<String> faults = new ArrayList<>();
    int threads = Runtime.getRuntime().availableProcessors();
    try (reference;
        Progress progress = new Progress("record", planned.size())) {
      OrderedWork.run(
          planned,
          threads,
          recording::record,
          recorded -> {
            counts.merge(recorded.outcome(), 1, Integer::sum);
            if (!recorded.fault().isEmpty()) {
              faults.add(recorded.fault());
            }
            progress.step();
          });
    }
    faults.addAll(recording.writeIndex(threads));
    PrintWriter out = spec.commandLine().getOut();
    int recorded = counts.getOrDefault(Outcome.RECORDED, 0);
    int kept = counts.getOrDefault(Outcome.KEPT, 0);
    int replaced = counts.getOrDefault(Outcome.REPLACED, 0);
    int untyped = counts.getOrDefault(Outcome.UNTYPED, 0);
    out.println((recorded + kept + replaced) + " fixtures of " + torch.name() + " in " + folder);
    out.println(
        recorded
            + " recorded now, "
            + kept
            + " there already, "
            + replaced
            + " replaced"
            + (untyped == 0 ? "" : ", " + untyped + " left out: the same in float32"));
    faults.forEach(line -> spec.commandLine().getErr().println("torchparity: " + line));
    return faults.isEmpty() ? Torchparity.AGREE : Torchparity.UNUSABLE;
  }
}
