package org.torchparity.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.harness.IoFaults;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code torchparity}: exit 0 all agree, 1 a disagreement, 2 a usage or input error.
 */
@Command(
    name = "torchparity",
    description = "Checks pure-Java torch.nn modules against libtorch, outputs and every gradient.",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CheckCommand.class,
      RecordCommand.class,
      VerifyCommand.class,
      DiffCommand.class,
      GradcheckCommand.class,
      NotebookCommand.class,
      BenchCommand.class,
      BenchWorker.class,
      ListCommand.class
    })
public final class Torchparity {
  static final int AGREE = 0;
  static final int DISAGREE = 1;
  static final int UNUSABLE = 2;

  private Torchparity() {}

  /** Runs a subcommand and exits with its code. */
  public static void main(String[] args) {
    Charset charset = Charset.defaultCharset();
    System.exit(
        run(
            new PrintWriter(System.out, true, charset),
            new PrintWriter(System.err, true, charset),
            args));
  }

  /** Runs a subcommand and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        new CommandLine(new Torchparity())
            .setOut(out)
            .setErr(err)
            .setParameterExceptionHandler(Torchparity::unusable)
            .setExecutionExceptionHandler(
                (failure, failed, parsed) -> {
                  if (failure instanceof UsageException
                      || failure instanceof UnsupportedCaseException) {
                    err.println("torchparity: " + failure.getMessage());
                    return UNUSABLE;
                  }
                  Throwable cause =
                      failure instanceof UncheckedIOException ? failure.getCause() : failure;
                  if (cause instanceof IOException fault) {
                    err.println("torchparity: " + IoFaults.line(fault));
                    return UNUSABLE;
                  }
                  throw failure;
                });
    return command.execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  private static int unusable(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("torchparity: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    return UNUSABLE;
  }
}
