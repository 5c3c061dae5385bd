package org.torchparity.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.Family;
import org.torchparity.catalogue.Row;
import org.torchparity.catalogue.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the modules of the catalogue by family, or the samples of those named. */
@Command(
    name = "list",
    description = "Lists the modules, or the samples of those named.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;

  @Parameters(paramLabel = "MODULE", description = "modules whose samples to list")
  private List<String> modules = new ArrayList<>();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    Catalogue catalogue = Catalogue.standard();
    if (modules.isEmpty()) {
      int samples = 0;
      for (Family family : catalogue.families()) {
        out.println(family.name());
        for (Row row : family.rows()) {
          samples += row.samples().size();
          out.printf(Locale.ROOT, "  %-28s %4d samples%n", row.simpleName(), row.samples().size());
        }
      }
      out.printf(Locale.ROOT, "%d modules, %d samples%n", catalogue.rows().size(), samples);
      return Torchparity.AGREE;
    }
    for (String module : modules) {
      Row row = catalogue.row(module);
      for (Sample sample : row.samples().stream().limit(options.samples()).toList()) {
        out.printf(
            Locale.ROOT,
            "%s/%s  %s(%s)%s%n",
            row.simpleName(),
            sample.name(),
            row.simpleName(),
            sample.args(),
            sample.refusal() == null ? "" : "  refused");
      }
    }
    return Torchparity.AGREE;
  }
}
