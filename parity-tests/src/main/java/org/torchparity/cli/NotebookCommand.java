package org.torchparity.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.notebook.Cell;
import org.torchparity.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Walks the notebook's cells and prints them. Dtypes, seed and tolerance are the notebook's own, so
 * of the common options only {@code --report} changes anything: it keeps the text.
 */
@Command(
    name = "notebook",
    description = "Runs the notebook torchparity began from again, cell by cell.",
    mixinStandardHelpOptions = true)
final class NotebookCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions options;

  @Override
  public Integer call() throws IOException {
    List<Cell> cells = Notebook.run(new JavaBackend(Catalogue.standard()), References.libtorch());
    StringBuilder text = new StringBuilder();
    for (Cell cell : cells) {
      text.append("[" + cell.number() + "] " + cell.title() + "\n" + cell.text() + "\n\n");
    }
    long failing = cells.stream().filter(cell -> !cell.agrees()).count();
    text.append(
        cells.size() + " cells: " + (cells.size() - failing) + " agree, " + failing + " do not");
    spec.commandLine().getOut().println(text);
    Path report = options.report();
    if (report != null) {
      Files.writeString(Files.createDirectories(report).resolve("notebook.txt"), text);
    }
    return failing == 0 ? Torchparity.AGREE : Torchparity.DISAGREE;
  }
}
