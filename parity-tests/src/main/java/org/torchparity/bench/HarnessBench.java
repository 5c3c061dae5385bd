package org.torchparity.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.FixtureCheck;
import org.torchparity.harness.FixtureFile;
import org.torchparity.harness.OrderedWork;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.tensor.DType;

/** What the harness itself costs beside the two sides it compares. */
public final class HarnessBench {
  private static final int CASES = 10_000;
  private static final int ROUNDS = 5;

  private final Catalogue catalogue = Catalogue.standard();
  private final Timed java = new Timed(new JavaBackend(catalogue));
  private final Timed libtorch;
  private final boolean quick;
  private final Consumer<String> line;

  /**
   * Hands over a line a figure.
   *
   * @param quick a hundredth of the work: to see that it works, not to quote
   */
  public HarnessBench(Backend libtorch, boolean quick, Consumer<String> line) {
    this.libtorch = new Timed(libtorch);
    this.quick = quick;
    this.line = line;
  }

  /**
   * Ten thousand small cases on one thread, from drawing them to the verdict; a third more before,
   * to warm up.
   *
   * @throws IllegalStateException if the sides disagree
   */
  public void smallCases() {
    ParityCheck check = new ParityCheck(java, libtorch, Tolerance::standard);
    int cases = quick ? CASES / 100 : CASES;
    run(check, cases / 3);
    java.nanos.reset();
    libtorch.nanos.reset();
    double seconds = run(check, cases);
    line.accept(
        format(
            "%d cases of BatchNorm1d 2x10, one thread: %.2f s, of it libtorch's calls %.2f s"
                + " and Java's %.2f s; all / libtorch's %.2f",
            cases, seconds, libtorch.seconds(), java.seconds(), seconds / libtorch.seconds()));
  }

  private double run(ParityCheck check, int cases) {
    Planned first =
        Planned.all(
                catalogue.select(List.of("BatchNorm1d/batch_of_two/train")),
                List.of(DType.FLOAT32),
                1,
                List.of(0L))
            .get(0);
    long start = System.nanoTime();
    for (long seed = 0; seed < cases; seed++) {
      CaseResult result = check.check(new Planned(first.selected(), first.dtype(), seed));
      if (!result.verdict().outcome().isAgreement()) {
        throw new IllegalStateException(result.verdict().message(result.rerun()));
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** The whole catalogue, as {@code check} runs it. */
  public void catalogue() {
    int threads = Runtime.getRuntime().availableProcessors();
    List<Planned> planned =
        Planned.all(
            catalogue.select(quick ? List.of("BatchNorm1d") : List.of()),
            List.of(DType.FLOAT32, DType.FLOAT64),
            Integer.MAX_VALUE,
            List.of(0L));
    ParityCheck check = new ParityCheck(java, libtorch, Tolerance::standard);
    java.nanos.reset();
    libtorch.nanos.reset();
    LongAdder busy = new LongAdder();
    long processor = processorNanos();
    long start = System.nanoTime();
    OrderedWork.run(
        planned,
        threads,
        each -> {
          long begin = System.nanoTime();
          CaseResult result = check.check(each);
          busy.add(System.nanoTime() - begin);
          return result;
        },
        result -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    double within = java.seconds() + libtorch.seconds();
    line.accept(
        format(
            "%d cases of the catalogue, %d threads: %.2f s, %.0f %% of the work within the two"
                + " sides, %.2f cores busy",
            planned.size(),
            threads,
            seconds,
            1e11 * within / busy.sum(),
            1e-9 * (processorNanos() - processor) / seconds));
  }

  /**
   * Fixtures a second on one thread, the best of some rounds.
   *
   * @throws IllegalStateException if one does not agree
   */
  public void fixtures(List<FixtureFile> files) throws IOException {
    FixtureCheck check =
        new FixtureCheck(
            new JavaBackend(catalogue), fixture -> dtype -> Tolerance.askedBy(fixture, dtype));
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (FixtureFile file : files) {
        FixtureCheck.Checked checked = check.check(file);
        CaseResult result = checked.result();
        if (result == null || !result.verdict().outcome().isAgreement()) {
          throw new IllegalStateException(
              result == null ? checked.fault() : result.verdict().message(result.rerun()));
        }
      }
      best = Math.max(best, files.size() / ((System.nanoTime() - start) / 1e9));
    }
    line.accept(format("%d fixtures, one thread: %.0f a second", files.size(), best));
  }

  private static long processorNanos() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean process
        ? process.getProcessCpuTime()
        : 0;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A backend and the time spent in it, by all threads together. */
  private record Timed(Backend backend, LongAdder nanos) implements Backend {
    Timed(Backend backend) {
      this(backend, new LongAdder());
    }

    @Override
    public String name() {
      return backend.name();
    }

    @Override
    public Observation run(Case c) {
      long start = System.nanoTime();
      try {
        return backend.run(c);
      } finally {
        nanos.add(System.nanoTime() - start);
      }
    }

    double seconds() {
      return nanos.sum() / 1e9;
    }
  }
}
