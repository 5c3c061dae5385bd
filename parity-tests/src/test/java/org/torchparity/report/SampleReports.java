package org.torchparity.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.harness.CaseResult;
import org.torchparity.harness.ParityCheck;
import org.torchparity.harness.Planned;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Reports of runs without libtorch: Java's own modules against themselves, tampered with. */
final class SampleReports {
  /** What a wrong layer of the sample runs gets wrong. */
  static final String WRONG = "grad_input.0";

  private SampleReports() {}

  /** A run in which the float32 outputs are off by their last place, and nothing is wrong. */
  static Path agreeing(Path folder, List<String> selectors, int times) throws IOException {
    return write(folder, selectors, times, new Tampered("", 0));
  }

  /** The same, with one module's input gradient off by a thousandth. */
  static Path failing(Path folder, List<String> selectors, String module) throws IOException {
    return write(folder, selectors, 1, new Tampered(module, 1e-3));
  }

  private static Path write(Path folder, List<String> selectors, int times, Backend java)
      throws IOException {
    JsonReport report = new JsonReport(folder, Environment.of("libtorch 0"));
    for (CaseResult result : results(selectors, java)) {
      for (int i = 0; i < times; i++) {
        report.add(result, "torchparity " + result.rerun());
      }
    }
    report.write();
    return folder.resolve("index.html");
  }

  /** Writes the report of one case under another name. */
  static Path named(Path folder, String id) throws IOException {
    JsonReport report = new JsonReport(folder, Map.of("reference", id));
    CaseResult result = results(List.of("ReLU/in_place/train"), new Tampered("ReLU", 1e-3)).get(0);
    Verdict wrong = result.verdict();
    Verdict verdict =
        new Verdict(
            id,
            wrong.reference(),
            wrong.quantities(),
            wrong.outcome(),
            wrong.culprit(),
            wrong.refusal());
    report.add(new CaseResult(result.c().withId(id), verdict, id, null), id);
    report.write();
    return folder.resolve("index.html");
  }

  private static List<CaseResult> results(List<String> selectors, Backend java) {
    Catalogue catalogue = Catalogue.standard();
    JavaBackend reference = new JavaBackend(catalogue);
    ParityCheck check = new ParityCheck(java, reference, Tolerance::standard);
    return Planned.all(
            catalogue.select(selectors),
            List.of(DType.FLOAT32, DType.FLOAT64),
            Integer.MAX_VALUE,
            List.of(0L))
        .stream()
        .map(check::check)
        .toList();
  }

  /** Java's modules, a little off. */
  private record Tampered(String module, double fault) implements Backend {
    private static final Backend JAVA = new JavaBackend(Catalogue.standard());

    @Override
    public String name() {
      return "Java";
    }

    @Override
    public Observation run(Case c) {
      Map<String, Tensor> seen = new LinkedHashMap<>(JAVA.run(c).quantities());
      seen.computeIfPresent("output.0", (name, tensor) -> rounded(tensor));
      if (c.spec().simpleName().equals(module)) {
        seen.computeIfPresent(WRONG, (name, tensor) -> scaled(tensor, v -> v * (1 + fault)));
      }
      return new Observation(seen);
    }

    private static Tensor rounded(Tensor tensor) {
      return tensor.dtype() == DType.FLOAT32 ? scaled(tensor, v -> v * (1 + 1e-7)) : tensor;
    }

    private static Tensor scaled(Tensor tensor, DoubleUnaryOperator change) {
      double[] values = tensor.toDoubles().clone();
      Arrays.setAll(values, i -> change.applyAsDouble(values[i]));
      return Tensor.ofDoubles(tensor.dtype(), tensor.shape(), values);
    }
  }
}
