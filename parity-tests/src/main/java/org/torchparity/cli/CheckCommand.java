package org.torchparity.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Backend;
import org.torchparity.harness.OrderedWork;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.harness.Shrinking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Java against libtorch: the main job. */
@Command(
    name = "check",
    description = "Checks the pure-Java modules against libtorch.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;
  @Mixin private ShrinkOptions shrink;
  @Mixin private final ReferenceOptions reference = new ReferenceOptions();

  @Parameters(
      paramLabel = "MODULE[/SAMPLE[/MODE]]",
      description = "what to check (default: the whole catalogue)")
  private List<String> selectors = new ArrayList<>();

  @Override
  public Integer call() {
    options.checkTolerance();
    Duration shrinkLimit = shrink.limit();
    Catalogue catalogue = Catalogue.standard();
    List<Planned> planned = options.plan(catalogue, selectors);
    Backend torch = reference.open();
    ParityCheck check = new ParityCheck(new JavaBackend(catalogue), torch, options.tolerance());
    Shrinking shrinking = new Shrinking(check, torch, options.tolerance(), shrinkLimit);
    Results results = new Results(spec.commandLine().getOut(), options.report(), torch.name());
    try (reference;
        Progress progress = new Progress("check", planned.size())) {
      OrderedWork.run(
          planned,
          Runtime.getRuntime().availableProcessors(),
          each -> check.check(each).rerunWith(options.toleranceArguments()),
          result -> {
            results.add(shrinking.shrink(result));
            progress.step();
          });
    }
    return results.finish();
  }
}
