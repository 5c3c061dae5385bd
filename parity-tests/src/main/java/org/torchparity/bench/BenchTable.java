package org.torchparity.bench;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measurements as an aligned table and as CSV. */
public final class BenchTable {
  /** The first line of the CSV; of the two rates a row has one, the other is empty. */
  public static final String COLUMNS =
      "row,dtype,pass,threads,java_ms,libtorch_ms,ratio,gflops,gbytes_per_s,share_of_peak";

  private BenchTable() {}

  /** The heading of the table. */
  public static String heading() {
    return String.format(
        Locale.ROOT,
        "%-36s %-7s %-16s %7s %28s %28s %6s %15s %6s",
        "row",
        "dtype",
        "pass",
        "threads",
        "Java ms (quartiles)",
        "libtorch ms (quartiles)",
        "ratio",
        "Java's rate",
        "peak");
  }

  /** A line below it. */
  public static String line(Measurement m) {
    return String.format(
        Locale.ROOT,
        "%-36s %-7s %-16s %7d %28s %28s %6.2f %8.1f %-6s %5.0f%%",
        m.row(),
        m.dtype(),
        m.pass().key(),
        m.threads(),
        times(m.java()),
        times(m.libtorch()),
        m.ratio(),
        m.rate(),
        m.unit() == Measurement.Unit.GFLOPS ? "GFLOP/s" : "GB/s",
        100 * m.share());
  }

  private static String times(Quartiles q) {
    return String.format(Locale.ROOT, "%.4g (%.4g-%.4g)", q.median(), q.first(), q.third());
  }

  /** A line a number of threads: how many rows are slower than libtorch, and the mean ratio. */
  public static String summary(List<Measurement> all) {
    return all.stream()
        .map(Measurement::threads)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(threads -> summary(threads, all.stream().filter(m -> m.threads() == threads).toList()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String summary(int threads, List<Measurement> all) {
    return String.format(
        Locale.ROOT,
        "%d thread%s: geometric mean of the ratios %.3f; %d of %d above 1",
        threads,
        threads == 1 ? "" : "s",
        geometricMean(all),
        all.stream().filter(m -> m.ratio() > 1).count(),
        all.size());
  }

  static double geometricMean(List<Measurement> all) {
    return Math.exp(all.stream().mapToDouble(m -> Math.log(m.ratio())).average().orElse(0));
  }

  /** All of it as CSV. */
  public static String csv(List<Measurement> all) {
    StringBuilder text = new StringBuilder(COLUMNS).append('\n');
    for (Measurement m : all) {
      boolean flops = m.unit() == Measurement.Unit.GFLOPS;
      text.append(
          String.join(
              ",",
              m.row(),
              m.dtype(),
              m.pass().key(),
              Integer.toString(m.threads()),
              number(m.java().median()),
              number(m.libtorch().median()),
              number(m.ratio()),
              flops ? number(m.rate()) : "",
              flops ? "" : number(m.rate()),
              number(m.share())));
      text.append('\n');
    }
    return text.toString();
  }

  /** Five digits and no exponent. */
  private static String number(double value) {
    return String.format(Locale.ROOT, value < 1 ? "%.5f" : "%.3f", value);
  }
}
