package org.torchparity.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.compare.Tolerance;
import org.torchparity.harness.FixtureSelection;
import org.torchparity.harness.Planned;
import org.torchparity.harness.SeedRange;
import org.torchparity.tensor.DType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that every subcommand has. */
final class CommonOptions {
  @Option(
      names = "--dtype",
      split = ",",
      converter = DTypeConverter.class,
      paramLabel = "TYPE",
      description = "float32, float64 or both, separated by a comma (default: both)")
  private List<DType> dtypes = new ArrayList<>();

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "at most N samples a module (default: all)")
  private int samples = Integer.MAX_VALUE;

  @Option(
      names = "--seed",
      converter = SeedConverter.class,
      paramLabel = "SEED",
      description = "what the cases are drawn from: a number, or a range such as 0-9 (default: 0)")
  private @Nullable SeedRange seeds;

  @Option(
      names = "--atol",
      paramLabel = "X",
      description = "absolute tolerance (default: 1e-5 in float32, 1e-10 in float64)")
  private @Nullable Double atol;

  @Option(
      names = "--rtol",
      paramLabel = "X",
      description = "relative tolerance (default: 1e-5 in float32, 1e-10 in float64)")
  private @Nullable Double rtol;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "write report.json to DIR; check and verify also index.html, a page to look at, and check a"
              + " fixture of every failing case")
  private @Nullable Path report;

  /** The cases that the selectors and these options name. */
  List<Planned> plan(Catalogue catalogue, List<String> selectors) {
    List<Planned> planned =
        Planned.all(
            catalogue.select(selectors), dtypes(), samples(), seeds().seeds().boxed().toList());
    if (planned.isEmpty()) {
      throw new UsageException("nothing to do: no sample of " + selectors + " has these dtypes");
    }
    return planned;
  }

  Set<DType> dtypes() {
    return dtypes.isEmpty() ? EnumSet.of(DType.FLOAT32, DType.FLOAT64) : EnumSet.copyOf(dtypes);
  }

  SeedRange seeds() {
    return seeds == null ? new SeedRange(0, 0) : seeds;
  }

  /** The recorded cases that these options leave: without {@code --seed} those of every seed. */
  FixtureSelection selection() {
    SeedRange range = seeds;
    return new FixtureSelection(
        dtypes(),
        samples(),
        seed -> range == null || (range.first() <= seed && seed <= range.last()));
  }

  int samples() {
    if (samples < 1) {
      throw new UsageException("--samples: expected at least 1, but got " + samples);
    }
    return samples;
  }

  @Nullable Path report() {
    return report;
  }

  /** The standard tolerance, or what the options put in the place of its parts. */
  Function<DType, Tolerance> tolerance() {
    return toleranceOver(Tolerance::standard);
  }

  /** A tolerance with the parts that the options give in the place of its own. */
  Function<DType, Tolerance> toleranceOver(Function<DType, Tolerance> base) {
    return dtype -> {
      Tolerance tolerance = base.apply(dtype);
      if (dtype == DType.INT64) {
        return tolerance;
      }
      tolerance = atol == null ? tolerance : tolerance.withAtol(atol);
      return rtol == null ? tolerance : tolerance.withRtol(rtol);
    };
  }

  /** What {@code --rtol} says, or a default. */
  double relativeOr(double otherwise) {
    if (rtol != null && !(rtol > 0 && rtol < 1)) {
      throw new UsageException("--rtol: expected a number between 0 and 1, but got " + rtol);
    }
    return rtol == null ? otherwise : rtol;
  }

  /** Whether an option says how far values may lie apart. */
  boolean hasTolerance() {
    return atol != null || rtol != null;
  }

  /** The tolerance as arguments, for the command that runs a case again. */
  String toleranceArguments() {
    return (atol == null ? "" : " --atol " + atol) + (rtol == null ? "" : " --rtol " + rtol);
  }

  /** Fails early on a tolerance that makes no sense. */
  void checkTolerance() {
    for (Double part : new Double[] {atol, rtol}) {
      if (part != null && !(part >= 0 && Double.isFinite(part))) {
        throw new UsageException(
            "--atol and --rtol: expected a finite number that is not negative, but got " + part);
      }
    }
  }

  /** Reads a seed or a range of them. */
  static final class SeedConverter implements ITypeConverter<SeedRange> {
    @Override
    public SeedRange convert(String text) {
      try {
        return SeedRange.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Reads torch's names of floating-point types. */
  static final class DTypeConverter implements ITypeConverter<DType> {
    @Override
    public DType convert(String text) {
      return switch (text) {
        case "float32" -> DType.FLOAT32;
        case "float64" -> DType.FLOAT64;
        default ->
            throw new TypeConversionException(
                "'" + text + "' is no dtype to check in: expected float32 or float64");
      };
    }
  }
}
