package org.torchparity.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The report that a user's tests leave behind. */
class ParityReportTest {
  private static final int THREADS = 8;

  @TempDir private Path folder;

  private static CaseResult result(Backend java) {
    Catalogue catalogue = Catalogue.standard();
    Planned planned =
        Planned.all(catalogue.select(List.of("Linear")), List.of(DType.FLOAT64), 1, List.of(0L))
            .get(0);
    CaseResult result =
        new ParityCheck(java, new JavaBackend(catalogue), Tolerance::standard).check(planned);
    return new CaseResult(result.c(), result.verdict(), "mvn test -Dtest=Mine", result.recording());
  }

  private JsonNode written() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
  }

  @Test
  void results_of_tests_that_run_in_parallel_are_all_there() throws Exception {
    CaseResult result = result(new JavaBackend(Catalogue.standard()));
    ParityReport report = new ParityReport(folder);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      threads.add(new Thread(() -> IntStream.range(0, 50).forEach(i -> report.add(result))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    report.write();
    JsonNode cases = written().get("cases");
    assertThat(cases).hasSize(50 * THREADS);
    assertThat(cases).allMatch(c -> c.get("rerun").textValue().equals("mvn test -Dtest=Mine"));
    assertThat(folder.resolve("index.html")).isRegularFile();
  }

  @Test
  void a_failing_case_has_its_message_and_its_fixture() throws IOException {
    ParityReport report = new ParityReport(folder);
    report.add(result(new Silent()));
    report.write();
    JsonNode only = written().get("cases").get(0);
    assertThat(only.get("message").textValue())
        .contains("Java has no such quantity")
        .endsWith("Rerun: mvn test -Dtest=Mine");
    try (Stream<Path> failures = Files.list(folder.resolve("failures"))) {
      assertThat(failures).hasSize(1);
    }
  }

  @Test
  void tests_without_a_result_leave_nothing() throws IOException {
    new ParityReport(folder.resolve("none")).write();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void junit_finds_what_writes_the_report_by_itself() {
    assertThat(ServiceLoader.load(TestExecutionListener.class))
        .anyMatch(listener -> listener instanceof ParityReportListener);
  }

  @Test
  @RequiresLibtorch
  void a_run_of_parity_tests_writes_the_report_of_the_process() throws IOException {
    Path page = Path.of("target/torchparity-report/index.html");
    Files.deleteIfExists(page);
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    System.setProperty("torchparity.test.nested", "true");
    try {
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Users.class)).build(),
              summary);
    } finally {
      System.clearProperty("torchparity.test.nested");
    }
    assertThat(summary.getSummary().getTestsSucceededCount()).isPositive();
    assertThat(summary.getSummary().getTestsFailedCount()).isPositive();
    assertThat(page)
        .content()
        .contains("RMSNorm/no_affine/train/float64/0")
        .contains("RMSNorm/no_affine/train/float32/0", "has not been ported yet");
  }

  /** What a user would write; runs only as part of the test above. */
  @EnabledIfSystemProperty(named = "torchparity.test.nested", matches = "true")
  static class Users {
    @TestFactory
    Stream<DynamicTest> java_equals_torch() {
      JavaBackend java = new JavaBackend(Catalogue.standard());
      return ParityTests.of("RMSNorm/no_affine")
          .dtypes(DType.FLOAT64)
          .tests(c -> java.run(c).quantities());
    }

    @TestFactory
    Stream<DynamicTest> a_layer_that_does_not_run() {
      return ParityTests.of("RMSNorm/no_affine")
          .dtypes(DType.FLOAT32)
          .tests(
              c -> {
                throw new UnsupportedOperationException("has not been ported yet");
              });
    }
  }

  /** A layer that gives nothing. */
  private static final class Silent implements Backend {
    @Override
    public String name() {
      return "Java";
    }

    @Override
    public Observation run(Case c) {
      return new Observation(Map.of("output.1", Tensor.scalar(DType.FLOAT64, 0)));
    }
  }
}
